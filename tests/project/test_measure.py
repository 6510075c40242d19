"""The figures count what they say that they count."""

from pathlib import Path

import pytest

from ops.measure import Figure, Source, doors, has_purpose, is_typed, missing_parameters, none, share, span


def source(text: str, path: str = "portal/page.py") -> Source:
    return Source(Path(path), text)


def test_a_comment_speaks_to_readers_and_not_to_tools() -> None:
    assert source("# why\nx = 1  # because\ny = 2  # noqa: S105\nz = 3  # type: ignore\n").comments == 2


def test_words_under_an_attribute_are_comments_and_a_docstring_is_none() -> None:
    assert (
        source(
            '"""Purpose."""\n\nclass A:\n    """What."""\n\n    x = 1\n    """Its unit,\n    in two lines."""\n'
        ).comments
        == 2
    )


def test_code_is_neither_blank_nor_comment_nor_docstring() -> None:
    assert source('"""Purpose."""\n\n# why\nx = """text\nof two lines"""\n').code == 2


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("def f(a: int, *b: str, **c: str) -> None: ...", True),
        ("def f(self, a: int) -> None: ...", True),
        ("def f(a) -> None: ...", False),
        ("def f(*a) -> None: ...", False),
        ("def f(a: int): ...", False),
    ],
)
def test_a_function_is_typed_when_its_result_and_every_parameter_are(text: str, typed: bool) -> None:
    assert is_typed(source(text).functions[0]) is typed


def test_a_module_without_a_sentence_has_no_purpose() -> None:
    assert has_purpose(source('"""Finds what people ask for."""'))
    assert not has_purpose(source('"""Module"""'))
    assert not has_purpose(source("x = 1"))


@pytest.mark.parametrize(
    "docstring", ["Does.\n\n    :param gone: what", "Does.\n\n    Args:\n        gone: what\n        a (int): what"]
)
def test_a_parameter_that_only_the_docstring_knows_is_drift(docstring: str) -> None:
    function = source(f'def f(a: int) -> None:\n    """{docstring}"""').functions[0]
    assert missing_parameters(function) == {"gone"}


@pytest.mark.parametrize(
    ("line", "through"),
    [
        ("from workflows.api import perform", [True]),
        ("from ledger import api as ledger", [True]),
        ("from workflows.cases.models import Case", [False]),
        ("from ocr import reading, api", [False, True]),
        ("import ledger.chain", [False]),
        ("from portal.access import citizen_of", []),
        ("import json", []),
    ],
)
def test_an_import_from_another_floor_goes_through_the_door_or_not(line: str, through: list[bool]) -> None:
    assert list(doors(source(line))) == through


def test_the_length_of_a_function_runs_from_def_to_its_end() -> None:
    assert span(source("@decorated\ndef f() -> int:\n    x = 1\n    return x\n").functions[0]) == 3


def test_a_figure_that_does_not_hold_says_so() -> None:
    assert Figure("cycles", 0, "", "3", none).line().endswith("OK")
    assert Figure("cycles", 1, "", "3", none).line().endswith("BELOW")


def test_a_share_of_nothing_is_nothing() -> None:
    assert share(1, 4) == 25
    assert share(0, 0) == 0
