"""Boxed expressions."""

import pytest

from tests.workflows.engine.dmn.files import data, decision, literal, model


def entry(name: str, text: str) -> str:
    variable = f'<variable name="{name}"/>' if name else ""
    return f"<contextEntry>{variable}{literal(text)}</contextEntry>"


def loop(tag: str, body: str, text: str) -> str:
    inside = f"<in>{literal('rows')}</in><{body}>{literal(text)}</{body}>"
    return f'<{tag} iteratorVariable="row">{inside}</{tag}>'


def conditional(text: str) -> str:
    return f"<conditional><if>{literal(text)}</if><then>{literal('1')}</then><else>{literal('2')}</else></conditional>"


FUNCTION = f'<functionDefinition><formalParameter name="n" typeRef="number"/>{literal("n + 1")}</functionDefinition>'
BOXES = [
    (f"<context>{entry('a', '2')}{entry('b c', 'a * 3')}</context>", {"a": 2, "b c": 6}),
    (f"<context>{entry('a', '2')}{entry('', 'a + 1')}</context>", 3),
    (f"<list>{literal('1')}{literal('count(rows)')}</list>", [1, 3]),
    (
        f'<relation><column name="k"/><column name="v"/><row>{literal("1")}{literal("2")}</row></relation>',
        [{"k": 1, "v": 2}],
    ),
    (
        f'<context><contextEntry><variable name="f"/>{FUNCTION}</contextEntry><contextEntry><invocation>{literal("f")}'
        f'<binding><parameter name="n"/>{literal("41")}</binding></invocation></contextEntry></context>',
        42,
    ),
    (conditional("count(rows) > 2"), 1),
    (conditional("null"), 2),
    (conditional('"yes"'), None),
    (loop("for", "return", "row * 2"), [2, 4, 6]),
    (loop("some", "satisfies", "row > 2"), True),
    (loop("every", "satisfies", "row > 2"), False),
    (loop("every", "satisfies", "null"), None),
    (f"<filter><in>{literal('rows')}</in><match>{literal('item > 1')}</match></filter>", [2, 3]),
]


@pytest.mark.parametrize(("box", "value"), BOXES)
def test_a_boxed_expression_gives(box, value):
    boxed = model(data("rows"), decision("B", box, "rows"))
    assert boxed.evaluate("B", {"rows": [1, 2, 3]}).value == value


def test_a_decision_without_logic_is_null():
    assert model(decision("B", "")).evaluate("B", {}).value is None
