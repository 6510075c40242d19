"""How FEEL writes and reads dates, times and durations (XML Schema forms, and `@Area/City` for a named zone)."""

import re
from decimal import Decimal

from workflows.engine.feel.values.numbers import ZERO
from workflows.engine.feel.values.numbers import text as number_text
from workflows.engine.feel.values.temporal import (
    DAY_SECONDS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Temporal,
    Time,
    date_of,
    make_date,
    make_time,
)
from workflows.engine.feel.values.zones import parse_zone, zone_text

_DATE = re.compile(r"(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)(Z|[+-][\d:]{5,8}|@.{1,64})?", re.ASCII)
_MONTHS = re.compile(r"(-?)P(?=\d)(?:(\d{1,12})Y)?(?:(\d{1,12})M)?", re.ASCII)
_DAYS = re.compile(
    r"(-?)P(?=\d|T\d)(?:(\d{1,12})D)?(?:T(?=\d)(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,18}(?:\.\d{0,9})?)S)?)?",
    re.ASCII,
)


def parse_date(text: str) -> Date | None:
    found = _DATE.fullmatch(text)
    if found is None or found[2] == "0000":
        return None
    return make_date(int(found[1] + found[2]), int(found[3]), int(found[4]))


def parse_time(text: str) -> Time | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    known, zone = parse_zone(found[4] or "")
    # XML Schema lets a day end at 24:00:00.
    hour = 0 if (found[1], found[2], Decimal(found[3])) == ("24", "00", ZERO) else int(found[1])
    return make_time(hour, int(found[2]), Decimal(found[3]), zone) if known else None


def parse_moment(text: str) -> DateTime | None:
    """A date alone is its local midnight; None when the text is neither."""
    day_text, separator, time_text = text.partition("T")
    day = parse_date(day_text)
    if day is not None and time_text.startswith("24:00:00"):
        day = date_of(day.number + 1)
    time = parse_time(time_text) if separator else Time(0, 0, ZERO)
    return None if day is None or time is None else DateTime(day, time)


def parse_duration(text: str) -> DaysDuration | MonthsDuration | None:
    found = _MONTHS.fullmatch(text)
    if found is not None:
        months = int(found[2] or 0) * 12 + int(found[3] or 0)
        return MonthsDuration(-months if found[1] else months)
    found = _DAYS.fullmatch(text)
    if found is None:
        return None
    whole = int(found[2] or 0) * DAY_SECONDS + int(found[3] or 0) * 3600 + int(found[4] or 0) * 60
    seconds = whole + Decimal(found[5] or 0)
    return DaysDuration(-seconds if found[1] else seconds)


def parse_literal(text: str) -> Temporal | None:
    """What stands behind `@`: whichever of the forms fits."""
    if "P" in text[:2]:
        return parse_duration(text)
    # A zone may hold a T as well: `23:00:00@Etc/UTC` is a time.
    if _DATE.match(text) and "T" in text:
        return parse_moment(text)
    return parse_date(text) or parse_time(text)


def _date_text(day: Date) -> str:
    return f"{'-' if day.year < 0 else ''}{abs(day.year):04}-{day.month:02}-{day.day:02}"


def _time_text(time: Time) -> str:
    whole, _, fraction = number_text(time.second).partition(".")
    clock = f"{time.hour:02}:{time.minute:02}:{int(whole):02}"
    return clock + ("." + fraction if fraction else "") + zone_text(time.zone)


def _months_text(duration: MonthsDuration) -> str:
    years, months = divmod(abs(duration.months), 12)
    sign = "-" if duration.months < 0 else ""
    return sign + "P" + (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")


def _days_text(duration: DaysDuration) -> str:
    whole = int(abs(duration.seconds))
    seconds = abs(duration.seconds) - whole + whole % 60
    days, hours, minutes = whole // DAY_SECONDS, whole // 3600 % 24, whole // 60 % 60
    if not duration.seconds:
        return "PT0S"
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{number_text(seconds)}S" if seconds else ""
    return ("-" if duration.seconds < 0 else "") + "P" + (f"{days}D" if days else "") + ("T" + clock if clock else "")


def text(value: Temporal) -> str:
    """The canonical form: `P1D` for 24 hours, no zeros behind a fraction, `Z` for an offset of none."""
    match value:
        case Date():
            return _date_text(value)
        case Time():
            return _time_text(value)
        case DateTime():
            return _date_text(value.date) + "T" + _time_text(value.time)
        case MonthsDuration():
            return _months_text(value)
        case DaysDuration():
            return _days_text(value)
