"""The files of the project as a reader of the repository has them: what was written, never what was made from it."""

import os
from collections.abc import Iterator
from pathlib import Path

from ops.layout import PROJECT

MADE = {".git", ".venv", "node_modules", "var", "dist", "__pycache__", ".hypothesis"}


def written() -> Iterator[Path]:
    """Every file below the project that is text and was written by hand or by an installer's lock."""
    for folder, below, names in os.walk(PROJECT):
        below[:] = sorted(name for name in below if name not in MADE and not name.endswith("_cache"))
        yield from (Path(folder, name) for name in sorted(names) if not name.endswith((".mo", ".png", ".onnx", ".pdf")))


def text_of(file: Path) -> str:
    """What it says; bytes that are no text read as such."""
    return file.read_text(encoding="utf-8", errors="replace")


def name_of(file: Path) -> str:
    """Its path from the project's folder."""
    return file.relative_to(PROJECT).as_posix()


DOCUMENTS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
