"""Starts the parts in order, starts again what dies, and stops them all: the database last."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ops.console import complain, say
from ops.part import Part, wait_ready
from ops.processes import Process, how
from ops.stop import Stop

TICK_SECONDS = 0.4
DEATHS_PER_MINUTE = 5


@dataclass
class Supervisor:
    """The parts of one installation. `foundation` answers before `servants` start, for these need its addresses."""

    foundation: list[Part]
    servants: list[Part]
    environment: dict[str, str]
    told: Callable[[Mapping[str, int]], None] = lambda pids: None
    started: list[Part] = field(default_factory=list)
    deaths: dict[str, deque[float]] = field(default_factory=dict)

    def lay_foundation(self) -> None:
        for part in self.foundation:
            self.started.append(part)
            part.start(self.environment)
            self.environment.update(part.gives())

    def call_servants(self, seconds: float = 120) -> None:
        """Start them side by side and return when all are ready."""
        for part in self.servants:
            self.started.append(part)
            part.start(self.environment)
        for part in self.servants:
            wait_ready(part, seconds)

    def pids(self) -> dict[str, int]:
        return {part.name: part.process.pid for part in self.started if part.process}

    def look(self) -> None:
        """Look after each part once, after a short sleep."""
        time.sleep(TICK_SECONDS)
        for part in self.started:
            if part.process is not None and part.process.ended() is not None:
                self.revive(part, part.process)
            else:
                part.tick()
                if part.process is not None:
                    part.process.trim()

    def revive(self, part: Part, dead: Process) -> None:
        """Start a dead part again; give up when it dies faster than it can be useful."""
        now = time.monotonic()
        deaths = self.deaths.setdefault(part.name, deque(maxlen=DEATHS_PER_MINUTE))
        if len(deaths) == DEATHS_PER_MINUTE and now - deaths[0] < 60:
            raise Stop(f"This part dies too often. {dead.failure()}")
        deaths.append(now)
        complain(f"{dead.name} {how(dead.popen.returncode)}; it is started again.")
        dead.sweep()
        part.start(self.environment)
        wait_ready(part, 120)
        say(f"{dead.name} is back.")
        self.told(self.pids())

    def stop(self) -> None:
        """Servants side by side, then the foundation from top to bottom."""
        servants = [part for part in self.started if part in self.servants]
        for part in servants:
            if part.process:
                part.process.ask()
        for part in [*servants, *reversed([part for part in self.started if part not in servants])]:
            try:
                part.stop()
            except (Stop, OSError) as error:
                # One part that does not end must not keep the others, and the database above all, from stopping.
                complain(f"{part.name}: {error}")
        self.started.clear()
