"""A ledger with its own keys on a real node, and the hand of somebody with full database rights."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from ledger import anchoring, deployment, recorder, sequencer
from ledger.models import Chain
from ledger.recorder import Receipt
from tests.chain import local_chain


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
