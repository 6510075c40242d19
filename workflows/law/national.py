"""The days off of the whole country: published lists from chinesecalendar, and what is known before a list is out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from workflows.law.label import Label
from workflows.law.working_days import Calendar

NATION = "000000"
"""The division whose days hold everywhere unless a nearer one says otherwise."""
NAMES = {
    "New Year's Day": Label("元旦", "New Year's Day"),
    "Spring Festival": Label("春节", "Spring Festival"),
    "Tomb-sweeping Day": Label("清明节", "Tomb-sweeping Day"),
    "Labour Day": Label("劳动节", "Labour Day"),
    "Dragon Boat Festival": Label("端午节", "Dragon Boat Festival"),
    "Mid-autumn Festival": Label("中秋节", "Mid-autumn Festival"),
    "National Day": Label("国庆节", "National Day"),
}
# 全国年节及纪念日放假办法 (2024-11-10) 2: the days of the solar calendar.
FIXED = (
    (1, 1, "New Year's Day"),
    (5, 1, "Labour Day"),
    (5, 2, "Labour Day"),
    (10, 1, "National Day"),
    (10, 2, "National Day"),
    (10, 3, "National Day"),
)


@dataclass(frozen=True)
class ListedDay:
    """One line of a list of days off and shifted workdays."""

    on: date
    is_working: bool
    note: Label


def published(year: int) -> tuple[ListedDay, ...]:
    """The State Council's list for `year` as the installed chinesecalendar knows it; empty where it has none."""
    from chinese_calendar.constants import holidays, workdays

    lists = ((holidays, False), (workdays, True))
    days = [
        ListedDay(on, is_working, NAMES.get(str(name), Label(str(name), str(name))))
        for listed, is_working in lists
        for on, name in listed.items()
        if on.year == year
    ]
    return tuple(sorted(days, key=lambda day: day.on))


def statutory(year: int) -> Iterator[ListedDay]:
    """The days that the law fixes by the solar calendar; those of the lunar one need a list."""
    for month, day, name in FIXED:
        yield ListedDay(date(year, month, day), False, NAMES[name])


@cache
def national_calendar() -> Calendar:
    """The calendar of the whole country from the installed library alone; scenarios and drafts count by it."""
    listed = {year: published(year) for year in range(2004, 2100)}
    days = {day.on: day for year in listed for day in listed[year] or statutory(year)}
    return Calendar(
        division=NATION,
        off={on: day.note for on, day in days.items() if not day.is_working},
        shifted={on: day.note for on, day in days.items() if day.is_working and on.weekday() >= 5},
        published=frozenset(year for year in listed if listed[year]),
    )
