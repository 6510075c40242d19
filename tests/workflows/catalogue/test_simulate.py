"""A scenario is held to every word under `then`, and goes through form, law and clock on its own days."""

import pytest

from tests.workflows.catalogue.samples import SHIPPED
from workflows.catalogue.build import compile_item
from workflows.catalogue.calendar_file import calendar_faults
from workflows.catalogue.located import read_yaml
from workflows.catalogue.pack import SHIPPED as FOLDER
from workflows.catalogue.simulate import NotAsTold, simulate

ITEM = compile_item(SHIPPED)
ACCEPTED = [{"step": "accept", "outcome": "accept"}]


def told(then, when=ACCEPTED, given=None, received="2026-03-02"):
    """What is said of a scenario that does not come true; empty where it does."""
    values = {"scope": ["hot"], "seats": 10} if given is None else given
    try:
        simulate(ITEM, {"given": values, "received": received, "when": when, "then": then})
    except NotAsTold as error:
        return error.message
    return ""


@pytest.mark.parametrize(
    ("then", "wrong"),
    [
        ({"state": "accepted"}, {"state": "granted"}),
        ({"opens": ["city_consult", "fire_consult", "food_review"]}, {"opens": ["decide"]}),
        ({"awaits": []}, {"awaits": ["answered"]}),
        ({"never": ["decide"]}, {"never": ["accept"]}),
        ({"path": ["accept", "food_review"]}, {"path": ["food_review", "accept"]}),
        ({"due": {"promised": "2026-03-09"}}, {"due": {"promised": "2026-03-10"}}),
        ({"due": {"promised": "2026-03-09 23:59"}}, {"due": {"certificate": "2026-03-10"}}),
        ({"lamps": {"legal": "green"}}, {"lamps": {"legal": "red"}}),
        ({"deemed": False}, {"deemed": True}),
        ({"holds": ["seats = 10"]}, {"holds": ["seats > 10"]}),
        ({"shows": {"scope": "热食类食品制售"}}, {"shows": {"scope": "冷食"}}),
        ({"asks": ["seats"]}, {"asks": ["colour"]}),
        ({"asks_not": ["colour"]}, {"asks_not": ["seats"]}),
        ({"needs": ["lease", "seats"]}, {"needs": ["colour"]}),
    ],
)
def test_each_expectation_holds_or_is_told(then, wrong):
    assert told(then) == ""
    assert told(wrong) != ""


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"operator_id": "990103197601232154"}, {"operator_id": "checksum"}),
        ({"seats": 5001}, {"seats": "too_large"}),
        ({"scope": ["hot"]}, {"seats": "required"}),
    ],
)
def test_a_form_that_cannot_be_handed_in_is_a_scenario_too(given, problems):
    assert told({"problems": problems}, [], given) == ""
    assert told({"problems": {}}, [], given).startswith("the form has problems")


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ([*ACCEPTED, *ACCEPTED], "accept is not open"),
        ([*ACCEPTED, {"at": "2026-03-01"}], "lies before"),
        ([*ACCEPTED, {"at": "2026-02-30"}], "is no moment"),
        ([{"act": "extend", "by": 5}], "the law knows no extend in the state received"),
        ([{"act": "withdraw"}, *ACCEPTED], "accept is not open"),
        ([{"step": "accept", "outcome": "ask_correction"}, {"message": "hello"}], "nobody waits for hello"),
    ],
)
def test_what_cannot_happen_is_told(when, message):
    assert message in told({"state": "accepted"}, when)


def test_an_extension_moves_the_last_day_and_is_told_by_the_clock():
    when = [*ACCEPTED, {"act": "extend", "by": 5, "at": "2026-03-10"}]
    assert told({"due": {"legal": "2026-03-23"}}, when) == ""


CITY = (FOLDER / "city.yaml").read_text(encoding="utf-8")


def gaps(old: str, new: str) -> list[tuple[int, str]]:
    """Line and code of each fault of the city's calendars with one text replaced."""
    assert old in CITY
    text = CITY.replace(old, new, 1)
    return [(fault.line, fault.code) for fault in calendar_faults(read_yaml("city.yaml", text.encode()))]


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(CITY.splitlines(), 1) if text in line)


def test_the_calendars_of_the_city_are_whole():
    assert gaps("calendars:", "calendars:") == []


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("  - {year: 2026, source: 国务院办公厅 2025-11-04}\n", "", "year: 2026", "gap"),
        ('      - {"on": "2027-10-02", zh: 国庆节, en: National Day}\n', "", "    days:", "gap"),
        ('"on": "2027-01-01"', '"on": "2026-01-01"', "2027-01-01", "other_year"),
        ('"on": "2027-02-06"', '"on": "2027-02-05"', "2027-02-06", "twice"),
        ("{year: 2026, source: 国务院办公厅 2025-11-04}", "{year: 2026}", "year: 2026", "no_source"),
        ("{year: 2026,", "{year: soon,", "year: 2026", "no_year"),
    ],
)
def test_a_calendar_with_a_gap_is_told_with_its_line(old, new, line, code):
    found = gaps(old, new)
    assert code in {told for _, told in found}
    assert all(abs(at - line_of(line)) <= 2 for at, told in found if told == code)
