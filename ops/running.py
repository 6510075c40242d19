"""At most one supervisor for an installation, and how others find out where its parts answer."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ops.layout import Layout


@dataclass(frozen=True)
class Running:
    """What a running supervisor tells: its pid, the portal's address, the environment of its parts, and their pids."""

    pid: int
    url: str
    environment: dict[str, str]
    parts: dict[str, int]


def lock_file(layout: Layout) -> Path:
    return layout.run / "supervisor.lock"


def note_file(layout: Layout) -> Path:
    return layout.run / "supervisor.json"


@contextmanager
def alone(layout: Layout) -> Iterator[bool]:
    """True to the only holder; the kernel frees the lock however the holder ends."""
    with lock_file(layout).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        note_file(layout).unlink(missing_ok=True)
        try:
            yield True
        finally:
            note_file(layout).unlink(missing_ok=True)


def tell(layout: Layout, url: str, environment: Mapping[str, str], parts: Mapping[str, int]) -> None:
    """Write down what runs; the file may hold a database password and is the owner's alone."""
    note = Running(os.getpid(), url, dict(environment), dict(parts))
    draft = note_file(layout).with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(note), file)
    draft.rename(note_file(layout))


def running(layout: Layout) -> Running | None:
    """The supervisor that runs now; None where there is none or where it is not ready yet."""
    try:
        with lock_file(layout).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return None
    except FileNotFoundError:
        return None
    except BlockingIOError:
        try:
            return Running(**json.loads(note_file(layout).read_text()))
        except (OSError, ValueError):
            return None
