"""Tests of the private PostgreSQL cluster: what the law needs of it, and what a crash leaves."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.account import choose
from ops.layout import Layout
from ops.postgres import Cluster
from ops.stop import Stop


@pytest.fixture
def cluster(layout: Layout, environment: dict[str, str]) -> Iterator[Cluster]:
    found = Cluster(layout.var / "postgres", environment, layout.log / "postgres.log")
    found.start()
    yield found
    found.stop()


def test_the_database_knows_chinese_and_lives_through_a_kill(cluster: Cluster) -> None:
    cluster.create("onedoor")
    cluster.create("onedoor")
    cluster.ask("onedoor", "create extension pg_trgm")
    assert cluster.ask("onedoor", "select array_length(show_trgm('我想开面馆'), 1)") == "6"
    assert cluster.ask("onedoor", "show fsync") == "on"
    cluster.ask("onedoor", "create table cases as select generate_series(1, 1000) as number")
    assert cluster.process is not None
    os.kill(cluster.process.pid, signal.SIGKILL)
    cluster.process.popen.wait(10)
    cluster.start()
    assert cluster.ask("onedoor", "select count(*) from cases") == "1000"


def test_a_server_that_was_left_behind_is_stopped_before_the_next_one_starts(
    cluster: Cluster, layout: Layout, environment: dict[str, str]
) -> None:
    left = cluster.server_pid()
    again = Cluster(cluster.home, environment, cluster.log)
    again.start()
    assert again.server_pid() not in (None, left)
    assert "database system is shut down" in cluster.log.read_text()
    again.stop()


def test_only_its_own_server_is_found_by_a_stale_pid_file(layout: Layout, environment: dict[str, str]) -> None:
    cluster = Cluster(layout.var / "postgres", environment, layout.log / "postgres.log")
    cluster.data.mkdir()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert cluster.server_pid() is None
    cluster.stop()


def test_a_making_that_was_interrupted_is_begun_again(layout: Layout, environment: dict[str, str]) -> None:
    cluster = Cluster(layout.var / "postgres", environment, layout.log / "postgres.log")
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("15")
    (cluster.home / "unfinished").touch()
    cluster.make()
    assert (cluster.data / "global" / "pg_control").is_file()


def test_a_refused_statement_is_told_with_its_reason(cluster: Cluster) -> None:
    with pytest.raises(Stop, match="nothing_here"):
        cluster.ask("postgres", "select * from nothing_here")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes users")
def test_a_folder_that_others_cannot_enter_is_reached_by_the_database_alone(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    account = choose(closed / "postgres")
    assert account.reaches(closed / "postgres")
    assert closed.stat().st_mode & 0o077 == 0
    assert (closed / "postgres").stat().st_mode & 0o077 == 0
