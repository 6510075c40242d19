"""What the supervisor asks of each part it starts, and the part that is one process with a sign that it is ready."""

import time
from collections.abc import Mapping
from typing import Protocol

from ops.processes import Process
from ops.stop import Stop


class Part(Protocol):
    """One thing that runs. `gives` is what the parts started after it find in their environment."""

    @property
    def name(self) -> str: ...

    @property
    def process(self) -> Process | None:
        """What was started last; None before the first start."""

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it; where others wait for it, return only when it answers."""

    def gives(self) -> dict[str, str]: ...

    def ready(self) -> bool:
        """Whether it does its work by now."""

    def tick(self) -> None:
        """Called about twice a second while it runs."""

    def stop(self) -> None:
        """Ask it to stop and wait for the end."""


def wait_ready(part: Part, seconds: float) -> None:
    """Return when the part is ready; raise Stop where it ends before or takes too long."""
    deadline = time.monotonic() + seconds
    while not part.ready():
        if part.process is not None and part.process.ended() is not None:
            raise Stop(part.process.failure())
        if time.monotonic() > deadline:
            log = part.process.log if part.process else None
            raise Stop(f"{part.name} is not ready after {seconds:.0f} s; see {log}")
        time.sleep(0.03)
