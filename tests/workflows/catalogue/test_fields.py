"""Every type of field keeps one promise: what it parses it keeps, shows, masks, describes and gives to FEEL."""

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.workflows.catalogue.samples import a_field
from workflows.catalogue.field_kind import FieldProblem
from workflows.catalogue.fields import kinds
from workflows.engine.feel import compile_expression

TYPES = sorted(kinds())
# For each type: what may be sent, and the JSON value that is kept.
GOOD = {
    "text": [(" 老罗面馆 ", "老罗面馆"), ("Café №1", "Café №1"), (12, "12"), ("𠮷野家", "𠮷野家")],
    "address": [("云州市 云东区\n滨江路 18 号", "云州市云东区滨江路18号"), ("18 Binjiang Road", "18 Binjiang Road")],
    "name": [("张三", "张三"), ("阿依古丽•买买提", "阿依古丽·买买提"), ("Anna-Marie O'Neil", "Anna-Marie O'Neil")],
    "id_number": [("990103197601232153", "990103197601232153"), ("99010320120405062x", "99010320120405062X"),
                  ("９９０１０３ 19760123 2153", "990103197601232153")],
    "uscc": [("91990102ma9yq0014n", "91990102MA9YQ0014N"), ("9299 0103 MA9Y L506 13", "92990103MA9YL50613")],
    "mobile": [("13800138000", "13800138000"), ("+86 138-0013-8000", "13800138000")],
    "date": [("2026-02-28", "2026-02-28"), ("2026年2月28日", "2026-02-28"), ("二〇二六年二月二十八日", "2026-02-28")],
    "integer": [("75", 75), (75, 75), ("７６", 76), ("-3", -3), ("007", 7)],
    "decimal": [("86.50", "86.5"), ("8６.5", "86.5"), (100, "100"), ("-0", "0"), (0.1, "0.1")],
    "boolean": [("true", True), (False, False), ("False", False)],
    "select": [("hot", "hot")],
    "multiselect": [(["raw", "hot"], ["hot", "raw"]), ("hot", ["hot"]), (("cold", "cold"), ["cold"])],
}  # fmt: skip
BAD = {
    "text": [("a\x00b", "control_character"), ("x" * 201, "too_long"), (True, "not_text"), ({"a": 1}, "not_text")],
    "address": [("路" * 201, "too_long"), (["x"], "not_text")],
    "name": [("1", "name"), ("张三<script>", "name")],
    "id_number": [("99010319760123215", "length"), ("990103197601232154", "checksum"), ("990103197602302155", "date"),
                  ("000000197601232153", "area")],
    "uscc": [("91990102MA9YQ0014P", "checksum"), ("123", "length")],
    "mobile": [("12800138000", "mobile"), ("1380013800", "mobile")],
    "date": [("2026-02-30", "date"), ("tomorrow", "date"), (20260228.5, "not_text")],
    "integer": [("7.5", "not_integer"), ("1e3", "not_integer"), ("9" * 16, "not_integer"), (True, "not_text")],
    "decimal": [("1e3", "not_decimal"), ("NaN", "not_decimal"), ("1.0000000001", "not_decimal"), ("", "not_decimal")],
    "boolean": [("perhaps", "not_boolean"), (2, "not_boolean")],
    "select": [("fugu", "not_an_option"), (["hot"], "not_text")],
    "multiselect": [(["hot", "fugu"], "not_an_option"), ([["hot"]], "not_text")],
}  # fmt: skip
CASES = [pytest.param(code, raw, kept, id=f"{code}-{raw}") for code in TYPES for raw, kept in GOOD[code]]
REFUSED = [pytest.param(code, raw, told, id=f"{code}-{told}-{n}") for code in TYPES
           for n, (raw, told) in enumerate(BAD[code])]  # fmt: skip


def test_every_type_has_its_cases():
    assert set(GOOD) == set(BAD) == set(TYPES)


@pytest.mark.parametrize(("code", "raw", "kept"), CASES)
def test_what_is_sent_is_kept_in_one_form(code, raw, kept):
    assert kinds()[code].parse(raw, a_field(code)) == kept


@pytest.mark.parametrize(("code", "raw", "kept"), CASES)
def test_what_is_kept_parses_to_itself(code, raw, kept):
    assert kinds()[code].parse(json.loads(json.dumps(kept)), a_field(code)) == kept


@pytest.mark.parametrize(("code", "raw", "kept"), CASES)
def test_what_is_kept_fits_the_schema_that_the_api_shows(code, raw, kept):
    schema = kinds()[code].schema(a_field(code))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(kept)


@pytest.mark.parametrize(("code", "raw", "kept"), CASES)
def test_a_value_is_shown_in_both_languages(code, raw, kept):
    field, kind = a_field(code), kinds()[code]
    assert all(kind.show(kept, field, language) for language in ("zh-hans", "en"))


@pytest.mark.parametrize(("code", "raw", "kept"), CASES)
def test_a_mask_hides_something_and_shows_no_more_than_the_value(code, raw, kept):
    field, kind = a_field(code), kinds()[code]
    shown, masked = kind.show(kept, field, "en"), kind.mask(kept, field, "en")
    assert len(shown) < 2 or masked != shown


@pytest.mark.parametrize(("code", "raw", "kept"), CASES)
def test_feel_reads_every_name_that_the_type_gives(code, raw, kept):
    kind = kinds()[code]
    scope = kind.scope("f", kept)
    assert set(scope) == kind.names("f")
    for name in scope:
        assert compile_expression(f"{name} != null")(scope) is True


@pytest.mark.parametrize("code", TYPES)
def test_feel_reads_null_where_there_is_no_value(code):
    scope = kinds()[code].scope("f", None)
    assert all(compile_expression(f"{name} = null")(scope) is True for name in scope)


@pytest.mark.parametrize(("code", "raw", "told"), REFUSED)
def test_what_cannot_be_is_refused_with_its_code(code, raw, told):
    with pytest.raises(FieldProblem) as refused:
        kinds()[code].parse(raw, a_field(code))
    assert refused.value.code == told


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(TYPES), st.text() | st.integers() | st.lists(st.text()) | st.floats() | st.none() | st.booleans()
)
def test_nothing_that_is_sent_breaks_a_type(code, raw):
    try:
        kept = kinds()[code].parse(raw, a_field(code))
    except FieldProblem:
        return
    assert kinds()[code].parse(kept, a_field(code)) == kept


def test_a_name_is_normalised_by_nfc_and_keeps_its_rare_characters():
    kind = kinds()["name"]
    assert kind.parse(unicodedata.normalize("NFD", "Renée"), a_field("name")) == "Renée"
    assert kind.parse("㐂田", a_field("name")) == "㐂田"


@pytest.mark.parametrize(
    ("code", "raw", "bounds", "told"),
    [
        ("integer", "4", {"min": 5}, "too_small"),
        ("integer", "6", {"max": 5}, "too_large"),
        ("decimal", "5.99", {"min": 6}, "too_small"),
        ("date", "2026-01-01", {"min": "2026-01-02"}, "too_small"),
        ("text", "abcd", {"max": 3}, "too_long"),
        ("multiselect", ["hot"], {"min": 2}, "too_few"),
        ("multiselect", ["hot", "cold"], {"max": 1}, "too_many"),
    ],
)
def test_a_value_outside_the_bounds_of_the_pack_is_refused(code, raw, bounds, told):
    with pytest.raises(FieldProblem) as refused:
        kinds()[code].parse(raw, a_field(code, **bounds))
    assert refused.value.code == told
    assert refused.value.params


def test_an_id_number_tells_birth_and_sex_to_expressions():
    scope = kinds()["id_number"].scope("boss", "990103197601232153")
    assert scope["boss_birth"] == date(1976, 1, 23)
    assert scope["boss_sex"] == "男"


def test_an_id_number_of_somebody_not_yet_born_is_refused_on_that_day():
    kind, field = kinds()["id_number"], a_field("id_number")
    with pytest.raises(FieldProblem, match="future_date"):
        kind.check("990103197601232153", field, date(1976, 1, 22))
    kind.check("990103197601232153", field, date(1976, 1, 23))


@pytest.mark.parametrize(
    ("code", "kept", "language", "shown"),
    [
        ("date", "2026-09-10", "zh-hans", "2026年9月10日"),
        ("date", "2026-09-10", "en", "10 September 2026"),
        ("boolean", False, "zh-hans", "否"),
        ("boolean", True, "en", "Yes"),
        ("multiselect", ["hot", "raw"], "zh-hans", "热、生"),
        ("multiselect", ["hot", "raw"], "en", "Hot, Raw"),
        ("select", "dropped", "en", "dropped"),
    ],
)
def test_values_are_shown_as_people_write_them(code, kept, language, shown):
    assert kinds()[code].show(kept, a_field(code), language) == shown


@pytest.mark.parametrize(
    ("code", "kept", "masked"),
    [
        ("id_number", "990103197601232153", "990103********2153"),
        ("mobile", "13800138000", "138****8000"),
        ("name", "罗建业", "罗**"),
        ("address", "云州市云东区望江街道滨江路18号1层102室", "云州市云东区望江街道***"),
    ],
)
def test_personal_values_are_masked(code, kept, masked):
    assert kinds()[code].mask(kept, a_field(code), "zh-hans") == masked
