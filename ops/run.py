"""`make run`: everything from a fresh clone to an open portal, and again in seconds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from ops import given, install, manage
from ops.chain import Chain
from ops.console import complain, plain, say, step
from ops.database import Database
from ops.guard import guarded
from ops.keys import secret_key
from ops.layout import Layout, children
from ops.part import Part
from ops.portal import Beat, Web, Worker
from ops.ports import first_free
from ops.processes import clear
from ops.redis import Redis
from ops.running import Running, alone, running, tell
from ops.stop import Stop
from ops.supervisor import Supervisor

FIRST_PORT = 8000


def web_port() -> int:
    """ONEDOOR_PORT, which must then be free, else the first free one from 8000 on."""
    wanted = os.environ.get("ONEDOOR_PORT", "")
    if not wanted:
        return first_free(range(FIRST_PORT, FIRST_PORT + 100))
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise Stop(f"ONEDOOR_PORT is {wanted!r}; it takes a port number.", 2)
    if first_free([int(wanted)]) != int(wanted):
        raise Stop(f"ONEDOOR_PORT is {wanted}, and another program listens there.", 2)
    return int(wanted)


def built(layout: Layout) -> tuple[Supervisor, Web]:
    """The supervisor of this installation: an embedded part for each address that the environment does not give."""
    environment = children(layout)
    replaced = given.check(layout, environment)
    web = Web(layout, web_port())
    environment.setdefault("ONEDOOR_DEMO", "1")
    environment.setdefault("ONEDOOR_URL", web.url)
    if not environment.get("ONEDOOR_SECRET_KEY"):
        environment["ONEDOOR_SECRET_KEY"] = secret_key(layout)
    foundation: list[Part] = []
    if "DATABASE_URL" not in replaced:
        foundation.append(Database(layout, environment))
    if "CELERY_BROKER_URL" not in replaced:
        foundation.append(Redis(layout))
    if "ONEDOOR_CHAIN_RPC" not in replaced:
        foundation.append(Chain(layout))
    return Supervisor(foundation, [web, Worker(layout), Beat(layout)], environment), web


def prepare(layout: Layout, environment: dict[str, str], database: Database | None) -> None:
    """What the portal needs before it can serve: tables, the demo city, static files.

    The private database is left as it is when no source has changed since it was prepared; a given one is always
    asked, for others may have changed it.
    """
    value = manage.sources(layout, environment)
    if database is None or database.prepared_with() != value:
        with step("database tables"):
            manage.prepare(layout, environment, "migrate", "--no-input")
        if manage.exists(layout, "load_city"):
            with step("demo city"):
                manage.prepare(layout, environment, "load_city")
        if database is not None:
            database.note_prepared(value)
    manage.collect_static(layout, environment)


@contextmanager
def opened(layout: Layout, installed: bool = False) -> Iterator[tuple[Supervisor, Web]]:
    """A running, healthy OneDoor; all its parts end with the block."""
    if not installed:
        install.everything(layout, "run")
    clear(layout.var)
    with guarded(layout.var):
        yield from started(layout)


def started(layout: Layout) -> Iterator[tuple[Supervisor, Web]]:
    """Start all parts, hand them out once they are healthy, and stop them whatever happens."""
    supervisor, web = built(layout)
    try:
        with step("database, broker and local chain"):
            supervisor.lay_foundation()
        database = next((part for part in supervisor.foundation if isinstance(part, Database)), None)
        prepare(layout, supervisor.environment, database)
        # The contract takes seconds and nobody waits for it: until it stands, the ledger keeps what is to be anchored.
        contract = manage.beside(layout, supervisor.environment, "deploy_anchor")
        with step("web server, worker, beat and anchor contract"), contract:
            supervisor.call_servants()
        supervisor.told = partial(tell, layout, web.url, supervisor.environment)
        supervisor.told(supervisor.pids())
        yield supervisor, web
    finally:
        supervisor.stop()


def drive(layout: Layout, supervisor: Supervisor, web: Web) -> None:
    """Drive the story at the first start, and only then."""
    environment = supervisor.environment
    if environment["ONEDOOR_DEMO"] != "1" or not manage.exists(layout, "demo") or manage.story_driven(environment):
        return
    say("The story, driven once on sample photos:")
    code = manage.drive_story(layout, environment, web.url, supervisor.look)
    if code != 0:
        complain(
            f"The story did not come to its end (exit code {code}); the portal stays open, `make demo` tries again."
        )


def greet(layout: Layout, environment: dict[str, str], web: Web) -> None:
    """Where the portal is open and who may sign in."""
    if manage.exists(layout, "demo_accounts") and environment["ONEDOOR_DEMO"] == "1":
        manage.show(layout, environment, ["demo_accounts"])
    if web.port != FIRST_PORT and not os.environ.get("ONEDOOR_PORT"):
        plain(f"Port {FIRST_PORT} is taken; the portal has port {web.port}.")
    say(f"OneDoor is open: {web.url}/  (English: {web.url}/en/)  Ctrl-C stops it.")


def already(note: Running | None) -> str:
    if note is None:
        return "OneDoor is being started for this folder by another command."
    return f"OneDoor already runs for this folder: {note.url}/ (process {note.pid})."


def main(installed: bool = False) -> int:
    """Start, drive at the first start, and keep everything alive until a signal."""
    layout = Layout.of(os.environ)
    layout.make()
    with alone(layout) as first:
        if not first:
            plain(already(running(layout)))
            return 0
        try:
            with opened(layout, installed) as (supervisor, web):
                drive(layout, supervisor, web)
                greet(layout, supervisor.environment, web)
                while True:
                    supervisor.look()
        except KeyboardInterrupt:
            say("stopped.")
    return 0
