"""An installation of its own for each test, with a path as people really have it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.layout import PROJECT, Layout, children


@pytest.fixture
def layout() -> Iterator[Layout]:
    with tempfile.TemporaryDirectory(prefix="一门 通办 ") as folder:
        found = Layout(PROJECT, Path(folder) / "var")
        found.make()
        yield found


@pytest.fixture
def environment(layout: Layout) -> dict[str, str]:
    return children(layout)
