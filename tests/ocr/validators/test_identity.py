"""Numbers of persons, bodies and telephones."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.validators import Unfit, mobile, organisation_check, resident_id, resident_id_check, uscc, uscc_check

TODAY = date(2026, 11, 22)
GOOD = "99010219960229012" + resident_id_check("99010219960229012")


def code_of(check: object, *args: object) -> str:
    with pytest.raises(Unfit) as caught:
        check(*args)  # type: ignore[operator]
    return caught.value.code


def test_a_number_tells_birthday_and_sex() -> None:
    person = resident_id(GOOD)
    assert (person.born_on, person.sex) == (date(1996, 2, 29), "女")


def test_the_example_of_the_standard_is_valid_though_its_county_was_renamed() -> None:
    assert resident_id("440524188001010014").born_on == date(1880, 1, 1)


@pytest.mark.parametrize(
    "written", ["11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X"]
)
def test_width_case_and_spaces_do_not_matter(written: str) -> None:
    assert resident_id(written).number == "11010519491231002X"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("110105194912310028", "checksum"),
        ("11010519491231002", "length"),
        ("1101051949123100ZX", "format"),
        ("990102199902290129", "date"),
        ("990102209902280121", "future_date"),
        ("170105194912310021", "area"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(written: str, code: str) -> None:
    assert code_of(resident_id, written, TODAY) == code


def test_the_fictional_area_can_be_shut_out() -> None:
    with pytest.raises(Unfit, match="area"):
        resident_id(GOOD, demo=False)


@given(st.integers(0, 17), st.integers(1, 9))
def test_one_changed_digit_never_passes(place: int, step: int) -> None:
    digit = GOOD[place]
    changed = str((int(digit) + step) % 10) if digit != "X" else str(step)
    with pytest.raises(Unfit):
        resident_id(GOOD[:place] + changed + GOOD[place + 1 :], TODAY)


def test_a_credit_code_is_read_in_lower_case() -> None:
    first = "91990102MA9YQ0001"
    assert uscc((first + uscc_check(first)).lower()) == first + uscc_check(first)


@pytest.mark.parametrize(
    ("written", "code"),
    [("91350100M000100Y42", "checksum"), ("91350100O000100Y43", "alphabet"), ("9135O100M000100Y43", "format"),
     ("350100000001234", "length")],
)  # fmt: skip
def test_a_wrong_credit_code_says_what_is_wrong(written: str, code: str) -> None:
    assert code_of(uscc, written) == code


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8))
def test_the_inner_organisation_code_has_a_check_character(body: str) -> None:
    assert organisation_check(body) in "0123456789X"


@pytest.mark.parametrize("written", ["13900002222", "+86 139-0000-2222", "8613900002222", "１３９００００２２２２"])
def test_a_mobile_is_read_in_every_usual_form(written: str) -> None:
    assert mobile(written) == "13900002222"


@pytest.mark.parametrize("written", ["12900002222", "1390000222", "139000022223", "13900O02222", ""])
def test_what_is_no_mobile_is_refused(written: str) -> None:
    assert code_of(mobile, written) == "mobile"
