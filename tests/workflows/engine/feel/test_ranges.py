"""Ranges and how they lie to one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.engine.feel.evaluate import feel

ends = st.integers(0, 6)
ranges = st.builds(
    lambda low, size, left, right: f"{left}{low}..{low + size}{right}",
    ends, st.integers(1, 4), st.sampled_from("[("), st.sampled_from("])"),
)  # fmt: skip


@given(ranges, ranges)
def test_each_relation_is_the_other_way_round_for_its_contrary(a, b):
    for relation, contrary in (
        ("before", "after"),
        ("meets", "met by"),
        ("overlaps before", "overlaps after"),
        ("includes", "during"),
        ("starts", "started by"),
        ("finishes", "finished by"),
    ):
        assert feel(f"{relation}({a}, {b})") is feel(f"{contrary}({b}, {a})")


@given(ranges, ranges)
def test_two_ranges_overlap_when_neither_lies_before_the_other(a, b):
    assert feel(f"overlaps({a}, {b})") is feel(f"not(before({a}, {b})) and not(before({b}, {a}))")


@given(st.integers(0, 12), ranges)
def test_a_range_includes_what_is_in_it(point, span):
    assert feel(f"includes({span}, {point})") is feel(f"{point} in {span}")


@given(ranges)
def test_a_range_reads_back_from_its_text(span):
    assert feel(f'range("{span}") = {span}') is True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("]1..3[ = (1..3)", True),
        ("3 in ]1..3[", False),
        ("2 in [1..[1, 2][2]]", True),
        ("[1..3].end", 3),
        ("(1..3].start included", False),
        ("meets([1..3], [3..5])", True),
        ("coincides([1..3], [1..3))", False),
        ('@"2026-02-10" in [@"2026-02-01"..@"2026-03-01")', True),
        ("met by([3..5], [1..3])", True),
        ("overlaps before([1..4], [3..6])", True),
        ("overlaps after([3..6], [1..4])", True),
        ("finishes(5, [1..5])", True),
        ("finishes(5, [1..5))", False),
        ("finished by([1..5], (3..5])", True),
        ("during((2..3), [1..5])", True),
        ("starts(1, (1..5])", False),
        ("started by([1..5], [1..3])", True),
        ("before(1, 2)", True),
        ("after([5..6], 5)", False),
        ("coincides(3, 3)", True),
        ('before(1, "a")', None),
        ('"b" in [1..3]', None),
        ("(>= 18) = (>= 18)", True),
        ('range("[3..1]")', None),
        ('range("[1..upper case(\\"a\\")]")', None),
    ],
)
def test_ranges_give(text, value):
    assert feel(text) == value
