"""`make test` and its single steps: every check has a name, and one that fails fails the whole."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from ops import catalogues, install, python_set
from ops.console import complain, say
from ops.database import Database
from ops.guard import guarded
from ops.keys import secret_key
from ops.layout import Layout, children
from ops.processes import clear, ended_at_exit, spawn
from ops.running import alone
from ops.stop import Stop

IMPORT_CONTRACTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


@dataclass(frozen=True)
class Check:
    """A name and the words after `python`; all of them must end with 0."""

    name: str
    commands: tuple[tuple[str, ...], ...]


LINT = Check("lint", (("-m", "ruff", "check", "--quiet", "."), ("-m", "ruff", "format", "--check", "--quiet", ".")))
TYPES = Check("types", (("-m", "mypy", "--no-error-summary"),))
SPEC = Check("specification", (("-m", "tests.spec"),))
CONTRACTS = Check("import contracts", (("-c", IMPORT_CONTRACTS, "--no-logo"),))
CONFORMANCE = Check("conformance", (("-m", "tests.conformance"),))
BENCHES = (
    Check("engine", (("-m", "tests.bench.engine_steps"), ("-m", "tests.bench.steps"))),
    Check("ledger", (("-m", "tests.bench.ledger", "--entries", "100000"),)),
    Check("clocks", (("manage.py", "migrate", "--verbosity", "0"), ("-m", "tests.bench.clocks"))),
    Check("reader", (("manage.py", "migrate", "--verbosity", "0"), ("manage.py", "measure_ocr"))),
)
MIGRATIONS = Check("migrations", (("manage.py", "makemigrations", "--check", "--dry-run"),))


def passes(layout: Layout, environment: Mapping[str, str], check: Check) -> bool:
    """Run a check's commands to their ends, all of them, with their output on the terminal."""
    say(check.name)
    codes = []
    for command in check.commands:
        process = spawn(check.name, [str(layout.python), *command], environment)
        with ended_at_exit(process):
            codes.append(process.popen.wait())
    return not any(codes)


def translated(layout: Layout, environment: Mapping[str, str]) -> bool:
    """Whether every sentence of the portal stands in its catalogues."""
    say("messages")
    problems = catalogues.untranslated(layout, environment)
    if problems:
        complain(problems)
    return not problems


def pytest(marks: str) -> Check:
    """The tests with these marks, on as many processes as the machine has cores, at most four."""
    return Check(
        "tests", (("-m", "pytest", "-m", marks, "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"),)
    )


def test_layout() -> Layout:
    """The tests' own installation: what a running portal keeps stays out of their reach."""
    layout = Layout.of(os.environ, "var/test")
    layout.make()
    return layout


def single(check: Check) -> Callable[[], int]:
    """The command that runs one static check."""

    def command() -> int:
        layout = test_layout()
        python_set.ensure(layout, "test")
        return 0 if passes(layout, children(layout), check) else 1

    return command


def whole(layout: Layout, environment: Mapping[str, str], marks: str) -> list[str]:
    """The names of the checks that fail; pytest comes last, so that its summary closes the output."""
    failed = [check.name for check in (LINT, TYPES, CONTRACTS, MIGRATIONS) if not passes(layout, environment, check)]
    if not translated(layout, environment):
        failed.append("messages")
    if failed:
        complain(f"Failed so far: {', '.join(failed)}. The tests follow.")
    if not passes(layout, environment, pytest(marks)):
        failed.append("tests")
    return failed


@contextmanager
def tests_database(layout: Layout, environment: dict[str, str]) -> Iterator[None]:
    """A private cluster whose address stands in the environment, unless one is given there."""
    if environment.get("DATABASE_URL"):
        yield
        return
    database = Database(layout, environment)
    try:
        database.start(environment)
        environment |= database.gives()
        yield
    finally:
        database.stop()


@contextmanager
def prepared() -> Iterator[tuple[Layout, dict[str, str]]]:
    """Everything installed and the tests' database running, for one command at a time."""
    layout = test_layout()
    with alone(layout) as first:
        if not first:
            raise Stop("The tests already run for this folder.")
        install.everything(layout, "test")
        clear(layout.var)
        environment = children(layout) | {"ONEDOOR_SECRET_KEY": secret_key(layout)}
        with guarded(layout.var), tests_database(layout, environment):
            yield layout, environment


def main(marks: str = "not long") -> int:
    """Run every check and the tests with these marks."""
    with prepared() as (layout, environment):
        failed = whole(layout, environment, marks)
    if failed:
        raise Stop(f"make test failed in: {', '.join(failed)}.")
    return 0


def bench() -> int:
    """Print the figures of engine, ledger, clocks and reader; they are ratios of this machine in this hour."""
    with prepared() as (layout, environment):
        failed = [check.name for check in BENCHES if not passes(layout, environment, check)]
    if failed:
        raise Stop(f"make bench failed in: {', '.join(failed)}.")
    return 0
