"""Deadlines in words, in Chinese and English: dates, limits and every reason as a citizen reads it."""

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def is_english(language: str) -> bool:
    """Whether a language tag means English; every other reads Chinese."""
    return language.lower().startswith("en")


def long_date(on: date, language: str) -> str:
    """A date in full: 2026年9月10日, 10 September 2026."""
    if is_english(language):
        return f"{on.day} {LONG_MONTHS[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日"
