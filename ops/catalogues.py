"""Message catalogues: compiled from .po to .mo, and checked against the sources."""

from collections.abc import Iterator
from pathlib import Path

from ops.layout import Layout
from ops.python_set import call
from ops.stamps import Stamp, digest


def sources(layout: Layout) -> Iterator[Path]:
    """The project's .po files."""
    yield from sorted(layout.root.glob("*/locale/*/LC_MESSAGES/*.po"))


def ensure(layout: Layout) -> None:
    """Compile each catalogue that has changed since it was compiled."""
    for file in sources(layout):
        compiled = file.with_suffix(".mo")
        # A .mo beside the .po carries no stamp of its own, for Django's own command may have written it.
        mark = Stamp(layout.var / "stamps" / f"{digest([], str(file))}.po")
        value = digest([file])
        if not (mark.holds(value) and compiled.is_file()):
            call(["msgfmt", "--check-format", "-o", str(compiled), str(file)], f"msgfmt {file}")
            mark.put(value)
