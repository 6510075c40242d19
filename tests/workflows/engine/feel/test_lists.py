"""Lists and contexts: filters, paths, loops and the functions on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.engine.feel.evaluate import feel

MEMBERS = [{"name": "张三", "age": 41}, {"name": "李四", "age": 17}, {"name": "王五"}]
numbers = st.lists(st.integers(-50, 50), max_size=30)


@given(numbers)
def test_sorting_agrees_with_python_and_keeps_every_item(items):
    assert feel("sort(items)", {"items": items}) == sorted(items)
    assert feel("sort(items, function(a, b) a > b)", {"items": items}) == sorted(items, reverse=True)


@given(numbers, numbers)
def test_joining_lists_adds_their_counts(a, b):
    assert feel("count(concatenate(a, b)) = count(a) + count(b)", {"a": a, "b": b}) is True
    assert feel("union(a, b)", {"a": a, "b": b}) == list(dict.fromkeys([*a, *b]))


@given(numbers, st.integers(-50, 50))
def test_a_list_contains_what_index_of_finds(items, item):
    scope = {"items": items, "x": item}
    assert feel("list contains(items, x) = (count(index of(items, x)) > 0)", scope) is True


@given(numbers)
def test_a_filter_and_its_contrary_share_the_list_out(items):
    assert feel("count(xs[item > 0]) + count(xs[item <= 0]) = count(xs)", {"xs": items}) is True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('members[name = "李四"].age[1]', 17),
        ("members[age >= 18].name", ["张三"]),
        ("members.age", [41, 17, None]),
        ("count(members[age = null])", 1),
        ("members[-1].name", "王五"),
        ("members[4]", None),
        ("some m in members satisfies m.age < 18", True),
        ("every m in members satisfies m.age > 0", None),
        ("for m in members, n in 1..2 return m.name", ["张三", "张三", "李四", "李四", "王五", "王五"]),
        ("for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]", [1, 1, 2, 3, 5]),
        ("sublist([1, 2, 3, 4], -2)", [3, 4]),
        ("insert before([1, 3], 2, 2)", [1, 2, 3]),
        ("list replace([1, 2, 3], function(item, new) item > 1, 0)", [1, 0, 0]),
        ("append([1], 2, 3)", [1, 2, 3]),
        ("reverse([1, 2, 3])", [3, 2, 1]),
        ("product([2, 3, 4])", 24),
        ("min(members[age != null].age)", 17),
        ("min([])", None),
        ("flatten([[1, [2]], 3])", [1, 2, 3]),
        ("distinct values([1, 1.0, null, null])", [1, None]),
        ("remove([1, 2], 3)", None),
        ("all([true, null])", None),
        ("any([false, null, true])", True),
    ],
)
def test_lists_give(text, value):
    assert feel(text, {"members": MEMBERS}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 1, b: a + 1}.b", 2),
        ('{"经营 面积": 75}.经营 面积', 75),
        ('get value({a: {b: 2}}, ["a", "b"])', 2),
        ("get entries({a: 1})", [{"key": "a", "value": 1}]),
        ('context([{key: "a", value: 1}])', {"a": 1}),
        ('context put({a: {b: 1}}, ["a", "b"], 2)', {"a": {"b": 2}}),
        ("context merge([{a: 1}, {a: 2, b: 3}])", {"a": 2, "b": 3}),
        ("{f: function(x: number) x * 2, r: f(4)}.r", 8),
        ('{f: function(x: number) x * 2, r: f("4")}.r', None),
        ("{f: function(a, b) a - b, r: f(b: 1, a: 3)}.r", 2),
        ("member.nowhere.further", None),
    ],
)
def test_contexts_give(text, value):
    assert feel(text, {"member": MEMBERS[0]}) == value


def test_members_inside_facts_are_converted_where_they_are_read():
    assert feel("sum(rows.price) = 0.3", {"rows": [{"price": 0.1}, {"price": 0.2}]}) is True


def test_a_function_has_no_value_outside():
    assert feel("{f: function(x) x, one: 1}") == {"f": None, "one": 1}
    assert feel("count") is None
