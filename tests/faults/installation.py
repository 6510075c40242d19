"""A whole OneDoor of its own, in its own folder, whose parts a test may kill."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

PATIENCE_SECONDS = 240


class Installation:
    """What runs below `var`."""

    def __init__(self, var: Path) -> None:
        self.var = var

    def note(self) -> dict[str, Any]:
        """What the supervisor says of itself; empty while it starts."""
        try:
            return dict(json.loads((self.var / "run" / "supervisor.json").read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    @property
    def url(self) -> str:
        """Where the portal answers."""
        return str(self.note()["url"])

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its parts."""
        return dict(self.note()["environment"])

    def kill(self, part: str) -> int:
        """End a part as a power cut would, with all its children; returns its process number."""
        pid = int(self.note()["parts"][part])
        os.killpg(os.getpgid(pid), signal.SIGKILL)
        return pid

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask its database."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return connection.execute(sql).fetchall()  # type: ignore[arg-type]


def until(true: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until it is so. Raises AssertionError."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.1)


@contextmanager
def installed(var: Path) -> Iterator[Installation]:
    """Start everything, without the story of the first start; stop it at the end."""
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    (var / "story-driven").touch()
    environment = {name: value for name, value in os.environ.items() if name not in TAKEN_OVER}
    environment["ONEDOOR_VAR"] = str(var)
    log = (var / "start.log").open("wb")
    command = [sys.executable, "-m", "ops", "run-installed"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
    installation = Installation(var)
    try:
        until(lambda: process.poll() is not None or b"is open" in (var / "start.log").read_bytes())
        assert process.poll() is None, (var / "start.log").read_text(encoding="utf-8")
        yield installation
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        log.close()


TAKEN_OVER = (
    "DATABASE_URL",
    "CELERY_BROKER_URL",
    "ONEDOOR_CHAIN_RPC",
    "ONEDOOR_URL",
    "ONEDOOR_SECRET_KEY",
    "ONEDOOR_DEMO",
)
