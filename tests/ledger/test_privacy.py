"""Two hundred planted markers of fictional people: in the database alone, and in the proofs of their own entries."""

import base64
import gzip
import json
import random
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from ledger import api, deployment
from ledger.verify import PROVEN
from tests.chain import local_chain, rpc
from tests.ledger.conftest import settle

pytestmark = pytest.mark.django_db


def planted(count: int) -> list[str]:
    dice = random.Random(99)
    numbers = [f"99{dice.randrange(10**4):04d}19{dice.randrange(10**10):010d}" for _ in range(count // 2)]
    return numbers + [f"测试人{chr(0x4E00 + dice.randrange(2000))}{number}" for number in range(count // 2)]


def shapes(marker: str) -> list[str]:
    """Plain, hex and base64 (at its three offsets), as it could stand in another text."""
    data = marker.encode()
    inner = [base64.b64encode(b"\0" * skip + data)[4:-4].decode() for skip in range(3)]
    return [marker, data.hex(), json.dumps(marker)[1:-1], *inner]


def test_no_marker_leaves_the_database(settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    markers = planted(200)
    with local_chain(tmp_path) as url, caplog.at_level(0):
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        with transaction.atomic():
            receipts = [api.record("case.submitted", f"case:{m}", {"who": m}, f"p-{m}") for m in markers]
            other = api.record("case.submitted", "case:other", {"who": "nobody"}, "p-other")
        settle()
        told = api.verify_proof(api.prove(other.id), api.trust(), [url])
        dump = bytes.fromhex(rpc(url, "anvil_dumpState")[2:])
        last = int(rpc(url, "eth_blockNumber"), 16)
        blocks = [rpc(url, "eth_getBlockByNumber", hex(number), True) for number in range(last + 1)]
        events = rpc(url, "eth_getLogs", {"fromBlock": "0x0", "toBlock": "latest"})
    assert told.outcome == PROVEN
    outside = [gzip.decompress(dump).decode(), json.dumps(blocks), json.dumps(events), caplog.text]
    outside += [json.dumps(api.prove(other.id)), json.dumps(api.trust()), repr(api.state()), told.text("zh")]
    assert len(events) >= 2
    assert [marker for marker in markers if any(shape in text for shape in shapes(marker) for text in outside)] == []
    own = json.dumps(api.prove(receipts[0].id), ensure_ascii=False)
    assert markers[0] in own
