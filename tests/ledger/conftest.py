"""A ledger with its own keys on a real node, and the hand of somebody with full database rights."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from ledger import anchoring, api, deployment, recorder, sequencer
from ledger.models import Chain, Entry, Leaf
from ledger.recorder import Receipt
from ledger.verify import PROVEN
from tests.chain import free_port, local_chain
from tests.ledger import tables


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--tables", action="store_true", help="print the tables of tampering and faults")


def pytest_runtest_setup(item: pytest.Item) -> None:
    tables.note(item)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("--tables", default=False):
        for kind in tables.COLUMNS:
            terminalreporter.section(kind)
            for line in tables.told(terminalreporter.stats, kind):
                terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One node for all tests that do not harm it; each test has its own keys and contract on it."""
    with local_chain(tmp_path_factory.mktemp("anvil")) as url:
        yield url


@pytest.fixture(autouse=True)
def own_keys(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    settings.CHAIN_RPC = ""


@pytest.fixture
def chain(node: str, settings: Settings, db: None) -> Chain:
    settings.CHAIN_RPC = node
    return deployment.deploy("main", node)[0]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def own(port: int, tmp_path: Path, settings: Settings, db: None) -> Iterator[str]:
    with local_chain(tmp_path, port=port) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        yield url


def say(number: int = 1, verb: str = "case.submitted") -> list[Receipt]:
    """Entries as a caller records them, committed (or in the test's own transaction)."""
    with transaction.atomic():
        return [recorder.record(verb, f"case:{i}", {"n": i, "说明": "面馆"}, "p-zhang") for i in range(number)]


def settle() -> None:
    sequencer.sequence()
    anchoring.anchor()


@contextmanager
def full_rights() -> Iterator[Callable[..., Any]]:
    """Runs SQL past triggers and constraints, as an insider with the database's own superuser can."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor.execute
        cursor.execute("SET session_replication_role = origin")


def sound(receipts: list[api.Receipt], url: str) -> bool:
    """No entry lost or twice, heads consistent, every receipt's proof good."""
    told = [api.verify_proof(api.prove(receipt.id), api.trust(), [url]).outcome for receipt in receipts]
    places = list(Leaf.objects.order_by("index").values_list("index", flat=True))
    whole = places == list(range(len(receipts))) and Entry.objects.count() == len(receipts)
    return whole and list(api.audit()) == [] and set(told) == {PROVEN}


@contextmanager
def mounted(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of this size, which only root may make."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
