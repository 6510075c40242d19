"""Dates as each language writes them: 2026年9月10日 and 10 September 2026, single days and spans; pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def is_english(language: str) -> bool:
    """Whether a language tag means English; every other reads Chinese."""
    return language.lower().startswith("en")


def long_date(on: date, language: str) -> str:
    """A date in full: 2026年9月10日, 10 September 2026."""
    if is_english(language):
        return f"{on.day} {LONG_MONTHS[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日"


def short_date(on: date, language: str, year: int) -> str:
    """A date inside a sentence of `year`, which is not said again: 9月10日, 10 Sept."""
    if is_english(language):
        return f"{on.day} {MONTHS[on.month - 1]}" + ("" if on.year == year else f" {on.year}")
    return ("" if on.year == year else f"{on.year}年") + f"{on.month}月{on.day}日"


def span(first: date, last: date, language: str, year: int) -> str:
    """A stretch of days: 10月1日至7日, 1–7 Oct."""
    if first == last:
        return short_date(first, language, year)
    same_month = (first.year, first.month) == (last.year, last.month)
    if is_english(language):
        begins = str(first.day) if same_month else short_date(first, language, year)
        return f"{begins}{'–' if same_month else ' – '}{short_date(last, language, year)}"
    ends = f"{last.day}日" if same_month else short_date(last, language, first.year)
    return f"{short_date(first, language, year)}至{ends}"


def joined(parts: Sequence[str], language: str) -> str:
    """A list of texts as the language joins it: 甲、乙、丙; one, two and three."""
    if not is_english(language):
        return "、".join(parts)
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def stretches(days: Iterable[date], bridged: bool) -> list[tuple[date, date]]:
    """Neighbouring days as stretches; with `bridged`, the weekend between a Friday and a Monday joins them."""
    found: list[tuple[date, date]] = []
    for on in sorted(days):
        last = found[-1][1] if found else None
        # The weekend inside a holiday is off anyway and not listed; told apart it would look worked.
        over_weekend = bridged and last is not None and last.weekday() == 4 and on - last == timedelta(days=3)
        if last is not None and (on - last == timedelta(days=1) or over_weekend):
            found[-1] = (found[-1][0], on)
        else:
            found.append((on, on))
    return found


def day_list(days: Iterable[date], language: str, year: int, bridged: bool = False) -> str:
    """Days as they are told: 9月25日、10月1日至7日; 25 Sept and 1–7 Oct."""
    return joined([span(first, last, language, year) for first, last in stretches(days, bridged)], language)
