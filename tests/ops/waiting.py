"""Waiting in tests: for a condition, never for a time."""

import time
from collections.abc import Callable
from pathlib import Path

from ops.processes import leftovers


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether the condition comes true within the time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def quiet(var: Path, seconds: float = 20) -> bool:
    """Whether nothing of the installation runs any more within the time."""
    return until(lambda: not leftovers(var), seconds)


def gone(pid: int) -> bool:
    """Whether the process ends, or is a zombie that nobody collects, in time."""

    def ended() -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            return True

    return until(ended)
