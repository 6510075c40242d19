"""Tests of started processes: their ends are seen, and none outlives its starter."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ops.layout import PROJECT, Layout
from ops.processes import clear, ended_at_exit, leftovers, once, spawn
from ops.stop import Stop
from tests.ops.waiting import gone, quiet

STARTER = """
import os, sys, time
from pathlib import Path
from ops.processes import spawn
child = spawn("sleeper", ["sleep", "60"], dict(os.environ, ONEDOOR_VAR=sys.argv[1]))
print(child.pid, flush=True)
time.sleep(60)
"""
GUARDED_STARTER = """
import os, sys, time
from pathlib import Path
from ops.guard import guarded
from ops.processes import spawn
with guarded(Path(sys.argv[1]), 0.5):
    deaf = ["sh", "-c", "trap '' TERM; while :; do sleep 1; done"]
    print(spawn("deaf", deaf, dict(os.environ, ONEDOOR_VAR=sys.argv[1])).pid, flush=True)
    time.sleep(60)
"""


def test_a_failing_program_stops_the_start_with_its_last_words(layout: Layout, environment: dict[str, str]) -> None:
    with pytest.raises(Stop, match=r"(?s)ended with 3.*no such table: 案件"):
        once("migrate", ["sh", "-c", "echo no such table: 案件; exit 3"], environment, layout.log / "m.log")


def test_words_of_an_earlier_start_are_not_repeated(layout: Layout, environment: dict[str, str]) -> None:
    log = layout.log / "web.log"
    log.write_text("worker ready.\n")
    process = spawn("web", ["true"], environment, log)
    process.finish(5)
    assert process.said() == ""


def test_a_program_that_does_not_exist_is_named(environment: dict[str, str]) -> None:
    with pytest.raises(Stop, match="anvil"):
        once("The chain", ["/no/such/anvil"], environment)


def test_a_program_deaf_to_its_signal_is_ended_with_all_that_it_started(environment: dict[str, str]) -> None:
    script = "trap '' TERM; sleep 60 & wait; sleep 60"
    process = spawn("deaf", ["sh", "-c", script], environment)
    time.sleep(0.2)
    process.ask()
    process.finish(0.2)
    assert process.ended() == -signal.SIGKILL
    assert quiet(Path(environment["ONEDOOR_VAR"]))


def test_no_process_survives_a_killed_starter(layout: Layout) -> None:
    command = [sys.executable, "-c", STARTER, str(layout.var)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        child = int(starter.stdout.readline())
        os.kill(child, 0)
        starter.kill()
    assert gone(child)


def test_what_a_killed_starter_left_is_cleared_before_the_next_start(
    layout: Layout, environment: dict[str, str]
) -> None:
    with ended_at_exit(spawn("orphan", ["sleep", "60"], environment, death=None)) as orphan:
        assert leftovers(layout.var) == [orphan.pid]
        assert leftovers(layout.var / "other") == []
        clear(layout.var, patience=0.1)
        assert orphan.popen.wait(5) == -signal.SIGKILL


def test_even_a_deaf_process_does_not_outlive_its_starter(layout: Layout) -> None:
    command = [sys.executable, "-c", GUARDED_STARTER, str(layout.var)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        child = int(starter.stdout.readline())
        starter.kill()
    assert gone(child)


def test_a_log_that_grew_too_long_moves_aside(
    layout: Layout, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ops.processes.LOG_BYTES", 10)
    log = layout.log / "beat.log"
    process = spawn("beat", ["sh", "-c", "echo first words; read never; echo"], environment, log)
    process.finish(5)
    process.trim()
    assert log.read_text() == ""
    assert log.with_suffix(".old.log").read_text().startswith("first words")
