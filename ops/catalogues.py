"""Message catalogues: compiled from .po to .mo, and checked against the sources."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ops.layout import Layout
from ops.processes import once
from ops.python_set import call
from ops.stamps import Stamp, digest

SOURCES = ("portal", "workflows", "ocr", "ledger")
EXTRACT = ("makemessages", "--locale", "zh_Hans", "--no-location", "--no-wrap", "--no-obsolete")


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


def extract(layout: Layout, environment: Mapping[str, str]) -> int:
    """`make messages`: bring the catalogues up to the sources; what is new waits there for its translation."""
    argv = [str(layout.python), "manage.py", *EXTRACT]
    for folder in ("node_modules", "var", ".venv", "tests", "ops"):
        argv += ["--ignore", folder]
    once("makemessages", argv, environment)
    return 0


def untranslated(layout: Layout, environment: Mapping[str, str]) -> str:
    """What the catalogues lack, one complaint a line; the sources are read from a copy, so that nothing changes."""
    with tempfile.TemporaryDirectory(dir=layout.tmp) as folder:
        copy = Path(folder)
        for name in SOURCES:
            leave = shutil.ignore_patterns("__pycache__", "static", "static_src", "*.mo")
            shutil.copytree(layout.root / name, copy / name, ignore=leave)
        shutil.copy(layout.root / "manage.py", copy)
        argv = [str(layout.python), str(copy / "manage.py"), *EXTRACT, "--keep-pot"]
        call(argv, "makemessages", environment, copy)
        problems = []
        for fresh in sorted(copy.glob("*/locale/*.pot")):
            for file in sources(layout):
                if file.parents[2].parent.name == fresh.parents[1].name and file.stem == fresh.stem:
                    problems += compare(file, fresh)
    return "\n".join(problems)


def compare(file: Path, fresh: Path) -> list[str]:
    """What gettext's comparison complains of, with the sentence in place of a line number in a copy."""
    done = subprocess.run(["msgcmp", str(file), str(fresh)], capture_output=True, text=True, check=False)
    complaints = []
    for where, number, complaint in re.findall(r"^(.+?):(\d+): (.*)$", done.stderr, flags=re.M):
        if not complaint.startswith("warning"):
            reason = complaint.partition(" in /")[0]
            complaints.append(f"{file.parent.parent.name}: {sentence(Path(where), int(number))}: {reason}")
    return complaints


def sentence(file: Path, line: int) -> str:
    """The msgid of the entry to which the line of a catalogue belongs."""
    before = file.read_text().splitlines()[:line]
    while before and not before[-1].startswith("msgid "):
        before.pop()
    return before[-1] if before else f"line {line}"
