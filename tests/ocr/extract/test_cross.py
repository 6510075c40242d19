"""Checks between fields, repairs that are unique, and what each is worth."""

import pytest

from ocr.extract import cross
from ocr.extract.cross import Draft
from ocr.extract.grade import grade
from ocr.extract.kinds import KINDS, Meaning
from ocr.templates import templates
from ocr.validators import resident_id_check
from ocr.values import Status

CARD, LICENCE = templates()["resident_id_front"], templates()["business_licence"]
NUMBER = "99010219800516003" + resident_id_check("99010219800516003")
CODE = "91990102MA9YQ0014N"


def card(number: str, born_on: str = "1980-05-16", sex: str = "男") -> dict[str, Draft]:
    drafts = {"id_number": Draft(KINDS["resident_id"](number)), "born_on": Draft(Meaning(born_on or None)),
              "sex": Draft(Meaning(sex or None))}  # fmt: skip
    cross.apply(CARD, drafts, ())
    return drafts


def status(template: str, field: str, draft: Draft, sure: bool = True) -> Status:
    return grade(templates()[template].fields[field], draft, sure)


def test_a_number_and_a_birthday_that_agree_are_verified() -> None:
    drafts = card(NUMBER)
    assert {status("resident_id_front", code, drafts[code]) for code in drafts} == {"verified"}


def test_a_birthday_that_disagrees_makes_both_doubtful() -> None:
    drafts = card(NUMBER, born_on="1981-05-16")
    assert status("resident_id_front", "id_number", drafts["id_number"]) == "doubtful"
    assert status("resident_id_front", "born_on", drafts["born_on"]) == "doubtful"


def test_a_lost_digit_is_put_back_where_only_one_place_fits() -> None:
    drafts = card(NUMBER[:8] + NUMBER[9:])
    assert drafts["id_number"].meaning.value == NUMBER
    assert status("resident_id_front", "id_number", drafts["id_number"]) == "likely"


def test_a_digit_that_looks_like_another_is_repaired() -> None:
    drafts = card(NUMBER[:16] + "8" + NUMBER[17:])
    assert (drafts["id_number"].meaning.value, drafts["id_number"].repaired) == (NUMBER, True)


def test_a_number_that_nothing_mends_stays_as_it_was_read() -> None:
    drafts = card("123456789012345678", born_on="")
    assert status("resident_id_front", "id_number", drafts["id_number"]) == "doubtful"


def test_a_birthday_that_was_not_read_comes_from_the_number() -> None:
    drafts = card(NUMBER, born_on="")
    assert drafts["born_on"].meaning.value == "1980-05-16"
    assert status("resident_id_front", "born_on", drafts["born_on"]) == "likely"


def licence(code: str, *payloads: str) -> Draft:
    drafts = {"uscc": Draft(KINDS["uscc"](code))}
    cross.apply(LICENCE, drafts, payloads)
    return drafts["uscc"]


def test_a_credit_code_that_the_qr_code_repeats_is_verified() -> None:
    assert status("business_licence", "uscc", licence(CODE, f"https://x.example/?c={CODE}&t=1")) == "verified"


def test_a_credit_code_that_was_misread_comes_from_the_qr_code() -> None:
    draft = licence("91990102MA9YQ0O14M", CODE)
    assert draft.meaning.value == CODE
    assert status("business_licence", "uscc", draft) == "likely"


def test_a_qr_code_that_says_another_code_makes_it_doubtful() -> None:
    assert status("business_licence", "uscc", licence(CODE, "92990103MA9YL50613")) == "doubtful"


def test_an_end_before_the_start_makes_both_doubtful() -> None:
    drafts = {"starts_on": Draft(Meaning("2026-11-01")), "ends_on": Draft(Meaning("2025-10-31"))}
    cross.apply(templates()["lease_contract"], drafts, ())
    assert {status("lease_contract", code, draft) for code, draft in drafts.items()} == {"doubtful"}


@pytest.mark.parametrize("field", ["name", "address"])
def test_a_name_is_never_verified_from_one_paper(field: str) -> None:
    draft = Draft(Meaning("张三"))
    draft.add("id_number", True)
    assert status("resident_id_front", field, draft) == "likely"


def test_confidence_alone_is_likely_at_best_and_doubtful_without_it() -> None:
    draft = Draft(Meaning("2026-01-01"))
    assert status("lease_contract", "starts_on", draft, sure=True) == "likely"
    assert status("lease_contract", "starts_on", draft, sure=False) == "doubtful"


def test_what_was_not_read_is_missing() -> None:
    assert status("lease_contract", "starts_on", Draft(Meaning(None))) == "missing"
