"""Killed with -9 at every step, as processes: nothing is lost, nothing twice, and the same bytes go out again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.fixtures import Settings

from ledger import api, deployment, standing
from ledger.models import Anchor, Head, Leaf
from ledger.verify import PROVEN
from tests.chain import local_chain
from tests.ledger.conftest import say, settle
from tests.ledger.tables import fault

pytestmark = pytest.mark.django_db(transaction=True)

# A worker that dies by SIGKILL just before or after one step; `holder.step` names it.
WORKER = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]
settings.CHAIN_RPC = os.environ["WORKER_RPC"]
from ledger import anchoring, sequencer
from ledger.chain import Node
holders = {"sequencer": sequencer, "anchoring": anchoring, "node": Node}
holder, step, when = sys.argv[1:4]
whole = getattr(holders[holder], step)
def cut(*arguments, **named):
    if when == "after":
        whole(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(holders[holder], step, cut)
sequencer.sequence()
anchoring.anchor()
"""

STEPS = [
    ("sequencer", "_trusted_frontier"),
    ("sequencer", "_store"),
    ("sequencer", "_sign"),
    ("anchoring", "_look"),
    ("anchoring", "_settle"),
    ("anchoring", "_planned"),
    ("node", "send"),
    ("anchoring", "_mined"),
]


def killed_at(holder: str, step: str, when: str, url: str) -> None:
    environment = {
        **os.environ,
        "WORKER_DATABASE": connection.settings_dict["NAME"],
        "WORKER_RPC": url,
        "ONEDOOR_KEYS": str(django_settings.KEYS_DIR),
    }
    done = subprocess.run([sys.executable, "-c", WORKER, holder, step, when], env=environment, check=False)
    assert done.returncode == -9, (holder, step, when)


@fault(
    "kill -9 of sequencer or anchorer before or after each of eight steps",
    "the next ring finds the step undone",
    "it goes on; one anchor a head",
)
@pytest.mark.long
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_killed_worker_leaves_nothing_lost_or_doubled(when: str, settings: Settings, tmp_path: Path) -> None:
    with local_chain(tmp_path) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        receipts = []
        for holder, step in STEPS:
            receipts += say(3)
            killed_at(holder, step, when, url)
        settle()
        settle()
        proofs = [api.prove(receipt.id) for receipt in receipts]
        outcomes = {api.verify_proof(proof, api.trust(), [url]).outcome for proof in proofs}
    assert outcomes == {PROVEN}
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(len(receipts)))
    assert (list(api.audit()), standing.state().unanchored) == ([], 0)
    final = Anchor.objects.filter(final_at__isnull=False, gone_at=None)
    assert final.count() == final.values("head").distinct().count() <= Head.objects.count()


@fault(
    "kill -9 between signing and sending",
    "an anchor signed and not sent",
    "the same bytes go out",
)
def test_bytes_signed_before_the_kill_are_the_bytes_sent_after_it(settings: Settings, tmp_path: Path) -> None:
    with local_chain(tmp_path) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        say(2)
        killed_at("node", "send", "before", url)
        signed = Anchor.objects.get()
        settle()
        sent = Anchor.objects.get()
    assert (bytes(sent.raw), sent.final_at is None) == (bytes(signed.raw), False)
