"""Calls of manage.py: those that prepare a start, and those that show it off."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from ops.console import step
from ops.layout import Layout
from ops.postgres import ask
from ops.processes import ended_at_exit, once, spawn
from ops.stamps import Stamp, digest
from ops.stop import Stop

APPS = ("portal", "workflows", "ocr", "ledger")


def exists(layout: Layout, command: str) -> bool:
    """Whether the project has this command of its own; found by its file, for asking Django costs a second."""
    return any(any(layout.root.glob(f"{app}/**/management/commands/{command}.py")) for app in APPS)


def prepare(layout: Layout, environment: Mapping[str, str], command: str, *words: str) -> None:
    """Run a command whose output matters only where it fails."""
    argv = [str(layout.python), str(layout.root / "manage.py"), command, *words]
    once(f"manage.py {command}", argv, environment, layout.log / "prepare.log")


def sources(layout: Layout, environment: Mapping[str, str]) -> str:
    """A digest of all that migrations and the demo city come from."""
    files = [file for app in APPS for file in layout.root.glob(f"{app}/**/*") if file.is_file()]
    files = [file for file in files if not {"__pycache__", "static", "static_src", "locale"} & set(file.parts)]
    return digest([*files, layout.root / "requirements.txt"], environment["ONEDOOR_DEMO"])


@contextmanager
def beside(layout: Layout, environment: Mapping[str, str], command: str) -> Iterator[None]:
    """Run a command while the block runs, where the project has it; raise Stop where it fails."""
    if not exists(layout, command):
        yield
        return
    argv = [str(layout.python), str(layout.root / "manage.py"), command]
    process = spawn(f"manage.py {command}", argv, environment, layout.log / f"{command}.log")
    with ended_at_exit(process):
        yield
        if process.popen.wait() != 0:
            raise Stop(process.failure())


def collect_static(layout: Layout, environment: Mapping[str, str]) -> None:
    """Gather styles, scripts and pictures of all apps where one of them, a package or a setting has changed."""
    inputs = [file for app in APPS for file in layout.root.glob(f"{app}/static/**/*") if file.is_file()]
    inputs += [layout.root / "requirements.txt", layout.root / "portal" / "settings.py"]
    mark, value = Stamp(layout.var / "stamps" / "static"), digest(inputs)
    if not mark.holds(value):
        with step("static files"):
            prepare(layout, environment, "collectstatic", "--no-input", "--clear")
            mark.put(value)


def rest() -> None:
    time.sleep(0.1)


def show(
    layout: Layout,
    environment: Mapping[str, str],
    words: Sequence[str],
    meanwhile: Callable[[], None] = rest,
) -> int:
    """Run a command whose output the person reads, doing `meanwhile` again and again; its exit code."""
    process = spawn(f"manage.py {words[0]}", [str(layout.python), str(layout.root / "manage.py"), *words], environment)
    with ended_at_exit(process):
        while process.ended() is None:
            meanwhile()
        return process.popen.wait()


def story_driven(environment: Mapping[str, str]) -> bool:
    """Whether the story was driven in this database; a restored or a given one tells of itself."""
    return ask(environment["DATABASE_URL"], "select to_regclass('ops_story')", environment) != ""


def drive_story(layout: Layout, environment: Mapping[str, str], url: str, meanwhile: Callable[[], None] = rest) -> int:
    """Drive the story at the portal's address and note it in the database where it came to its end; the exit code."""
    code = show(layout, environment, ["demo", "--url", url], meanwhile)
    if code == 0:
        note = "create table if not exists ops_story (driven_at timestamptz not null default now())"
        ask(environment["DATABASE_URL"], f"set client_min_messages = warning; {note}", environment)
    return code
