"""Tests of the places for sockets: a deep clone must start as well as a shallow one."""

from pathlib import Path

import pytest

from ops import sockets
from ops.database import Database
from ops.layout import Layout
from ops.redis import Redis


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder too deep for sockets."""
    return tmp_path / ("门" * 40)


def test_a_socket_lies_in_the_installation_where_its_path_is_short_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert sockets.folder(Path("run")) == Path("run")
    sockets.drop(Path("run"))
    assert Path("run").is_dir()


def test_a_path_that_the_kernel_refuses_is_replaced_by_a_short_closed_one(deep: Path) -> None:
    found = sockets.folder(deep)
    assert sockets.fits(found)
    assert found.stat().st_mode & 0o077 == 0
    assert sockets.folder(deep) == found
    (found / "redis.sock").touch()
    sockets.drop(deep)
    assert not found.exists()
    assert not deep.is_symlink()


def test_a_short_folder_that_somebody_else_made_anew_is_not_used(deep: Path) -> None:
    found = sockets.folder(deep)
    found.chmod(0o777)
    other = sockets.folder(deep)
    assert other != found
    sockets.drop(deep)
    found.rmdir()


def test_a_comma_would_be_two_hosts_for_the_database() -> None:
    assert not sockets.fits(Path("/srv/one,door"))


def test_parts_run_in_a_deep_folder(layout: Layout, environment: dict[str, str]) -> None:
    far = Layout(layout.root, layout.var / ("深" * 40) / "var")
    far.make()
    redis, database = Redis(far), Database(far, environment)
    try:
        redis.start(environment)
        database.start(environment)
        assert redis.ready()
        assert database.cluster.has("onedoor")
    finally:
        redis.stop()
        database.stop()
