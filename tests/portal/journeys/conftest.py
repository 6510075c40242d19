"""A running portal with a node of its own, and a worker beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.chain import local_chain
from tests.portal.running import Running, open_city, worker
from workflows.outside import jobs


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One chain for all journeys."""
    with local_chain(tmp_path_factory.mktemp("anvil")) as url:
        yield url


@pytest.fixture
def running(
    transactional_db: None,
    live_server: LiveServer,
    node: str,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Running]:
    """The demonstration city behind a real server, with keys of its own."""
    settings.ONEDOOR_DEMO = True
    settings.ONEDOOR_URL = live_server.url
    settings.CHAIN_RPC = node
    settings.KEYS_DIR = tmp_path / "keys"
    # There is no broker: the worker finds what is due by itself.
    monkeypatch.setattr(jobs, "_bells", [])
    open_city(node)
    found = Running(live_server.url, node, tmp_path)
    with worker(found):
        yield found
