"""Short public codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.outcomes import codes

drawn = st.builds(codes.new_code)


def test_codes_are_twelve_clear_characters_and_never_repeat() -> None:
    many = {codes.new_code() for _ in range(2000)}
    assert len(many) == 2000
    assert {len(code) for code in many} == {12}
    assert not set("".join(many)) & set("0O1I")


@given(drawn)
def test_a_code_is_read_in_the_ways_people_write_it(code: str) -> None:
    full_width = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for written in (code, code.lower(), codes.grouped(code), f" {code[:4]} {code[4:8]}—{code[8:]}\n", full_width):
        assert codes.parse(written) == code


@given(drawn, st.integers(0, 11), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_noticed(code: str, at: int, other: str) -> None:
    wrong = code[:at] + other + code[at + 1 :]
    if wrong != code:
        with pytest.raises(codes.BadCode, match="check"):
            codes.parse(wrong)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "length"),
        ("ABCD", "length"),
        ("A" * 13, "length"),
        ("OOOO-0000-1111", "character"),
        ("ABCD-EFGH-';KL", "character"),
    ],
)
def test_what_is_no_code_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(codes.BadCode, match=why):
        codes.parse(text)
