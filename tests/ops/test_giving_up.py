"""Tests of the supervisor's patience with a part that cannot live."""

from collections.abc import Mapping

import pytest

from ops.layout import Layout
from ops.processes import Process, spawn
from ops.stop import Stop
from ops.supervisor import DEATHS_PER_MINUTE, Supervisor


class Mayfly:
    """A part that ends as soon as it has begun."""

    name = "mayfly"

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.process: Process | None = None
        self.starts = 0

    def start(self, environment: Mapping[str, str]) -> None:
        self.starts += 1
        self.process = spawn(
            "The mayfly", ["sh", "-c", "echo no wings; exit 1"], environment, self.layout.log / "m.log"
        )
        self.process.popen.wait()

    def gives(self) -> dict[str, str]:
        return {}

    def ready(self) -> bool:
        return True

    def tick(self) -> None:
        return

    def stop(self) -> None:
        return


def test_a_part_that_cannot_live_ends_the_start_with_its_last_words(
    layout: Layout, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ops.supervisor.TICK_SECONDS", 0.0)
    mayfly = Mayfly(layout)
    supervisor = Supervisor([mayfly], [], environment)
    supervisor.lay_foundation()
    for _ in range(DEATHS_PER_MINUTE):
        supervisor.look()
    with pytest.raises(Stop, match=r"(?s)dies too often.*no wings"):
        supervisor.look()
    assert mayfly.starts == DEATHS_PER_MINUTE + 1
