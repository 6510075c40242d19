"""Every type of field keeps one promise: what it parses it keeps, shows, masks, describes and gives to FEEL."""

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.workflows.catalogue.field_values import BAD, GOOD, RING, TYPES
from tests.workflows.catalogue.samples import a_field
from workflows.catalogue.field_kind import FieldProblem
from workflows.catalogue.fields import kinds
from workflows.engine.feel import compile_expression

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
    scope = kind.seen(a_field(code), kept)
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


def test_every_problem_that_a_kind_tells_by_itself_has_its_sentence_in_both_languages():
    for kind in kinds().values():
        for code, said in kind.messages.items():
            assert said.zh, code
            assert said.en.isascii() or "长期" in said.en or "京" in said.en or "壹" in said.en, code


def seen(code: str, kept: object) -> dict:
    return dict(kinds()[code].seen(a_field(code), kept))


@pytest.mark.parametrize(
    ("code", "kept", "expression"),
    [
        ("table", [{"who": "林晓岚", "pay": "0.10"}, {"who": "罗建业", "pay": "0.20"}], "sum(f.pay) = 0.3"),
        ("table", [{"who": "林晓岚", "pay": None}], "count(f) = 1 and f[1].pay = null"),
        ("rmb_capitals", "壹仟贰佰元整", "f_amount = 1200"),
        ("money", "0.10", "f * 3 = 0.3"),
        ("point", ["120.1", "30.2"], "f.lon > f.lat"),
        ("polygon", RING, "f.corners = 3 and f.area_sqm > 500000 and f.area_sqm < 600000"),
        ("period", "2016-03-01/long_term", 'f_from = date("2016-03-01") and f_to > date("2999-01-01")'),
        ("end_date", "long_term", 'f > date("2999-01-01")'),
        ("datetime", "2026-10-28T06:42:00+08:00", 'f < date and time("2026-10-28T00:00:00Z")'),
        ("time", "09:30", 'f < time("10:00:00")'),
    ],
)
def test_expressions_count_with_what_the_kinds_give(code, kept, expression):
    assert compile_expression(expression)(seen(code, kept)) is True


def test_a_problem_in_a_table_names_its_row_and_its_column():
    with pytest.raises(FieldProblem) as refused:
        kinds()["table"].parse([{"who": "林晓岚"}, {"who": "1"}], a_field("table"))
    assert refused.value.params == {"row": 2, "column": "姓名 Name", "told": "name"}


def test_a_table_with_too_few_rows_is_refused():
    with pytest.raises(FieldProblem, match="too_few_rows"):
        kinds()["table"].parse([{"who": "林晓岚"}], a_field("table", min=2))


@pytest.mark.parametrize(
    ("code", "kept", "masked"),
    [
        ("phone", "010-12345678", "010****5678"),
        ("plate", "京A12345", "京A***45"),
        ("bank_account", "6200000000000000011", "**** 0011"),
        ("email", "luo@example.cn", "l***@example.cn"),
        ("money", "1200.00", "***"),
        ("point", ["120.1001", "30.2001"], "东经120.10…° 北纬30.20…°"),
        ("table", [{"who": "林晓岚", "pay": "1200.00"}], "林**，***"),
    ],
)
def test_more_personal_values_are_masked(code, kept, masked):
    assert kinds()[code].mask(kept, a_field(code), "zh-hans") == masked
