"""The sources keep their form: purposes, sizes, types, and who may speak to the outside."""

import ast
import re
from collections import Counter

import pytest

from ops.measure import (
    CARRIED,
    CODE,
    MOST_LINES,
    OPENED,
    TOO_LONG,
    Source,
    has_purpose,
    is_typed,
    missing_parameters,
    span,
)
from ops.measure import sources as read
from tests.project.files import text_of, written

SOURCES = read(*CODE)
TESTS = read("tests")
ONLY = {
    "web3": {"ledger/chain.py"},
    "pytesseract": {"ocr/engines/tesseract.py"},
    "rapidocr": {"ocr/engines/rapid.py"},
    "pyhanko": {"workflows/outcomes/seal.py", "workflows/outcomes/sealcheck.py"},
    "celery": {"portal/celery.py", "workflows/beat.py", "ledger/beat.py", "portal/health.py"},
}


def imported(source: Source) -> set[str]:
    """Top-level names of what a module imports, wherever the import stands."""
    nodes = list(ast.walk(source.tree))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


def test_every_module_opens_with_its_purpose() -> None:
    assert [str(source.path) for source in [*SOURCES, *TESTS] if not has_purpose(source)] == []


def test_no_two_modules_with_code_have_the_same_purpose() -> None:
    purposes = [ast.get_docstring(source.tree) for source in SOURCES if source.code]
    assert sorted({text or "" for text in purposes if purposes.count(text) > 1}) == []


def test_no_file_is_longer_than_people_read() -> None:
    long = [str(source.path) for source in [*SOURCES, *TESTS] if source.lines > MOST_LINES]
    assert [path for path in long if path != str(CARRIED)] == []


def test_no_function_is_longer_than_a_page() -> None:
    each = [(str(source.path), node) for source in [*SOURCES, *TESTS] for node in source.functions]
    assert [(path, node.name) for path, node in each if span(node) > TOO_LONG] == []


def test_every_function_is_typed_in_full() -> None:
    each = [(str(source.path), node) for source in SOURCES for node in source.functions]
    assert [(path, node.name) for path, node in each if not is_typed(node)] == []


def test_no_docstring_names_a_parameter_that_is_not_there() -> None:
    each = [(str(source.path), node) for source in [*SOURCES, *TESTS] for node in source.functions]
    assert [(path, node.name) for path, node in each if missing_parameters(node)] == []


def test_no_docstring_names_what_is_not_there() -> None:
    known = Counter(word for file in written() for word in re.findall(r"\w+", text_of(file)))
    told = [
        (str(source.path), name, ast.get_docstring(node) or "")
        for source in SOURCES
        for node in ast.walk(source.tree)
        if isinstance(node, OPENED)
        for name in re.findall(r"`([a-z_]\w*)`", ast.get_docstring(node) or "")
    ]
    assert [(path, name) for path, name, text in told if known[name] <= len(re.findall(rf"\b{name}\b", text))] == []


@pytest.mark.parametrize("package", ONLY)
def test_one_place_speaks_to(package: str) -> None:
    assert {str(source.path) for source in SOURCES if package in imported(source)} <= ONLY[package]


def test_the_portal_never_touches_rows_of_workflows() -> None:
    portal = [source for source in SOURCES if source.path.parts[0] == "portal"]
    assert [str(source.path) for source in portal if "workflows.models" in source.text] == []
