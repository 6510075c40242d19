"""Tests of the places for sockets: a deep clone must start as well as a shallow one."""

from pathlib import Path

import pytest

from ops import sockets


def test_a_socket_lies_in_the_installation_where_its_path_is_short_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = Path("run")
    found = sockets.folder(wanted)
    assert found == wanted
    sockets.drop(found, wanted)
    assert found.is_dir()


def test_a_path_that_the_kernel_refuses_is_replaced_by_a_short_closed_one(tmp_path: Path) -> None:
    wanted = tmp_path / ("门" * 40)
    found = sockets.folder(wanted)
    assert sockets.fits(found)
    assert found.stat().st_mode & 0o077 == 0
    sockets.drop(found, wanted)
    assert not found.exists()


def test_a_comma_would_be_two_hosts_for_the_database() -> None:
    assert not sockets.fits(Path("/srv/one,door"))
