"""`python -m ops COMMAND`: the commands behind the Makefile."""

import os
import re
import sys
from collections.abc import Callable

from ops import bench_ocr, catalogues, checks, demo, halt, install, ledger, locks, measure, packs, run
from ops.console import complain, plain
from ops.layout import Layout, children
from ops.running import running
from ops.signals import end_with_parent, heed
from ops.stop import Stop


def prepare(name: str) -> Layout:
    """Install a set; the layout it was installed for."""
    layout = Layout.of(os.environ)
    layout.make()
    install.everything(layout, name)
    return layout


def messages() -> int:
    layout = prepare("run")
    return catalogues.extract(layout, children(layout))


def address() -> int:
    """Print the database's address of what runs, for pg_dump and psql."""
    note = running(Layout.of(os.environ))
    if note is None:
        raise Stop("OneDoor does not run for this folder.")
    plain(note.environment["DATABASE_URL"])
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    "run": run.main,
    "run-installed": lambda: run.main(installed=True),
    "demo": demo.main,
    "stop": halt.main,
    "address": address,
    "test": checks.main,
    "test-long": lambda: checks.main("long"),
    "lint": checks.single(checks.LINT),
    "types": checks.single(checks.TYPES),
    "contracts": checks.single(checks.CONTRACTS),
    "conformance": checks.single(checks.CONFORMANCE),
    "spec": checks.single(checks.SPEC),
    "bench": checks.bench,
    "bench-ledger": ledger.bench,
    "faults-ledger": ledger.faults,
    "bench-ocr": bench_ocr.main,
    "measure": measure.main,
    "drill": packs.drill,
    "packs": packs.main,
    "lock": locks.main,
    "messages": messages,
}


def main(words: list[str]) -> int:
    """Run one command; exit codes: 0 well, 1 failed, 2 to be changed by the person, 130 interrupted."""
    if len(words) != 1 or words[0] not in COMMANDS:
        complain(f"python -m ops {'|'.join(COMMANDS)}")
        return 2
    heed()
    # make passes no signal of its own death on; without this a killed make would leave everything running.
    if os.environ.get("MAKELEVEL"):
        end_with_parent()
    try:
        return COMMANDS[words[0]]()
    except Stop as stop:
        # The portal reads its own settings; of its traceback only the sentence about the wrong value is of use.
        setting = re.search(r"ImproperlyConfigured: (.+)", str(stop))
        complain(f"OneDoor stops: {setting[1] if setting else stop}")
        return 2 if setting else stop.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
