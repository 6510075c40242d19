"""Tests that ops can run before anything is installed."""

import ast
import sys
from pathlib import Path

import pytest

from ops.layout import PROJECT

MODULES = sorted((PROJECT / "ops").glob("*.py"))


def imported(file: Path) -> set[str]:
    """The top-level names of every module that the file imports, wherever the import stands."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_ops_needs_nothing_but_the_standard_library(file: Path) -> None:
    assert imported(file) <= sys.stdlib_module_names | {"ops"}
