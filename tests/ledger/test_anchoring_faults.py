"""What chains and their nodes do wrong, on a node of the test's own: nothing is lost, nothing is raised."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from ledger import alarms, anchoring, deployment, proofs, standing
from ledger import chain as wire
from ledger.chain import Node
from ledger.errors import NotDeployable
from ledger.models import Anchor, Chain
from ledger.verify import PROVEN, UNKNOWN, verify_proof
from tests.chain import local_chain, rpc
from tests.ledger.conftest import say, settle
from tests.ledger.tables import fault

pytestmark = pytest.mark.django_db(transaction=True)


def chain_state() -> standing.ChainState:
    return standing.state().chains[0]


def proven(url: str, entry: object) -> str:
    return verify_proof(proofs.prove(entry), proofs.trust(), [url]).outcome  # type: ignore[arg-type]


@fault(
    "node down",
    "status waiting, reason on the page; verifiers say CANNOT CHECK NOW",
    "anchored when it is back",
)
def test_a_node_that_is_down_means_waiting_and_its_return_heals(port: int, tmp_path: Path, settings: Settings) -> None:
    with local_chain(tmp_path, port=port) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        first = say()[0]
        settle()
        dump = rpc(url, "anvil_dumpState")
        proof, trust = proofs.prove(first.id), proofs.trust()
    second = say()[0]
    settle()
    assert (chain_state().status, standing.state().unanchored) == ("waiting", 1)
    assert verify_proof(proof, trust, [url]).outcome == UNKNOWN
    with local_chain(tmp_path, port=port, dump=dump) as url:
        anchoring.anchor()
        assert (chain_state().status, standing.state().unanchored) == ("ok", 0)
        assert proven(url, second.id) == PROVEN


@fault(
    "node restarted without its newest blocks",
    "the chain is behind",
    "anchored again",
)
def test_a_lost_tail_heals(port: int, tmp_path: Path, settings: Settings) -> None:
    with local_chain(tmp_path, port=port) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        say(3)
        settle()
        dump = rpc(url, "anvil_dumpState")
        last = say(4)[3]
        settle()
        assert chain_state().size == 7
    with local_chain(tmp_path, port=port, dump=dump) as url:
        anchoring.anchor()
        assert (chain_state().size, standing.state().alarms) == (7, ())
        assert Anchor.objects.filter(gone_at=None, final_at__isnull=False).count() == 2
        assert proven(url, last.id) == PROVEN


@fault(
    "chain forked (reorganisation)",
    "the chain is behind",
    "anchored again",
)
def test_a_reorganisation_is_anchored_again(own: str) -> None:
    say(2)
    settle()
    receipt = say(2)[1]
    settle()
    rpc(own, "anvil_reorg", 1, [])
    assert Node(own).held(chain_state().contract, None)[0] == 2
    anchoring.anchor()
    assert chain_state().size == 4
    assert proven(own, receipt.id) == PROVEN


@fault(
    "chain lost with its contract",
    "alarm: no contract",
    "a new contract by command, proofs under it",
)
def test_a_chain_that_lost_everything_gets_a_new_contract_only_by_command(
    port: int, tmp_path: Path, settings: Settings
) -> None:
    with local_chain(tmp_path, port=port) as url:
        settings.CHAIN_RPC = url
        old = deployment.deploy("main", url)[0]
        receipt = say(2)[0]
        settle()
    with local_chain(tmp_path, port=port) as url:
        anchoring.anchor()
        assert standing.state().alarms[0].kind == alarms.CONTRACT_ABSENT
        new, told = deployment.deploy("main", url)
        assert f"{old.contract} is absent" in told
        anchoring.anchor()
        assert (chain_state().contract, chain_state().size) == (new.contract, 2)
        assert proven(url, receipt.id) == PROVEN


@fault(
    "node of another chain",
    "alarm: foreign chain id",
    "nothing is sent there",
)
def test_a_foreign_chain_id_stops_and_is_not_anchored_on(own: str, tmp_path: Path, settings: Settings) -> None:
    say()
    with local_chain(tmp_path, chain_id=424242) as foreign:
        settings.CHAIN_RPC = foreign
        settle()
        assert (chain_state().status, standing.state().alarms[0].kind) == ("stopped", alarms.CHAIN_FOREIGN)
        with pytest.raises(NotDeployable, match="424242"):
            deployment.deploy("main", foreign)
        assert int(rpc(foreign, "eth_blockNumber"), 16) == 0
    settings.CHAIN_RPC = own
    anchoring.anchor()
    assert (chain_state().size, standing.state().alarms) == (1, ())


@fault(
    "other code at the contract's address",
    "alarm: other code",
    "nothing is sent there",
)
def test_other_code_at_the_contracts_address_stops(own: str) -> None:
    say()
    rpc(own, "anvil_setCode", chain_state().contract, "0x6001600101")
    settle()
    assert standing.state().alarms[0].kind == alarms.CONTRACT_OTHER
    with pytest.raises(NotDeployable, match="other code"):
        deployment.deploy("main", own)


def test_killed_between_signing_and_sending_the_same_bytes_go_out(own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    say(2)
    with monkeypatch.context() as patch:
        patch.setattr(Node, "send", lambda self, raw: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            settle()
    signed = Anchor.objects.get()
    assert signed.sent_at is None
    say(3)
    settle()
    sent = Anchor.objects.get(id=signed.id)
    assert (bytes(sent.raw), bool(sent.final_at)) == (bytes(signed.raw), True)
    assert rpc(own, "eth_getTransactionByHash", "0x" + bytes(signed.tx_hash).hex())
    settle()
    assert chain_state().size == 5


@fault(
    "node forgets a transaction",
    "the next look does not find it mined",
    "the same bytes go out",
)
def test_a_forgotten_transaction_is_sent_again_unchanged(own: str) -> None:
    rpc(own, "evm_setAutomine", False)
    say()
    settle()
    anchor = Anchor.objects.get()
    rpc(own, "anvil_dropTransaction", "0x" + bytes(anchor.tx_hash).hex())
    anchoring.anchor()
    rpc(own, "evm_mine")
    anchoring.anchor()
    assert (Anchor.objects.get().id, Anchor.objects.get().final_at is None) == (anchor.id, False)


@fault(
    "a foreign transaction takes the gas key's nonce",
    "the nonce is spent, the size is not there",
    "planned anew",
)
def test_a_nonce_spent_by_another_transaction_is_noticed(own: str) -> None:
    rpc(own, "evm_setAutomine", False)
    say()
    settle()
    anchor = Anchor.objects.get()
    rpc(own, "anvil_dropTransaction", "0x" + bytes(anchor.tx_hash).hex())
    row = Chain.objects.get()
    foreign = wire.sign(
        to=wire.address(), data="0x", nonce=anchor.nonce, gas=21_000, gas_price_wei=0, chain_id=row.chain_id
    )
    Node(own).send(foreign.raw)
    rpc(own, "evm_mine")
    rpc(own, "evm_setAutomine", True)
    anchoring.anchor()
    assert chain_state().size == 1
    assert Anchor.objects.filter(gone_at__isnull=False).count() == 1


def test_an_anchor_counts_only_at_its_depth(port: int, tmp_path: Path, settings: Settings) -> None:
    with local_chain(tmp_path, port=port) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url, depth=3)
        receipt = say()[0]
        settle()
        assert (chain_state().size, proofs.prove(receipt.id)) == (
            0,
            proofs.Pending(receipt.id, "not_anchored", receipt.anchor_by),
        )
        rpc(url, "anvil_mine", "0x3")
        anchoring.anchor()
        assert chain_state().size == 1
        assert proven(url, receipt.id) == PROVEN


@fault(
    "node falls behind and catches up",
    "the anchor is there after all",
    "counted again",
)
def test_an_anchor_taken_for_gone_is_back_when_its_node_catches_up(own: str) -> None:
    say(2)
    settle()
    Anchor.objects.update(gone_at=timezone.now())
    Chain.objects.update(final_size=0)
    anchoring.anchor()
    assert (Anchor.objects.get().gone_at, chain_state().size) == (None, 2)


@fault(
    "database restored from between head and anchor",
    "the chain holds a head that has no anchor row",
    "the row is made again",
)
def test_a_backup_from_between_head_and_anchor_finds_its_anchor_on_the_chain(own: str) -> None:
    receipt = say(2)[0]
    settle()
    Anchor.objects.all().delete()
    Chain.objects.update(final_size=0)
    anchoring.anchor()
    assert (Anchor.objects.get().head.size, chain_state().size, standing.state().unanchored) == (2, 2, 0)
    assert proven(own, receipt.id) == PROVEN
    say(1)
    settle()
    assert (chain_state().size, Anchor.objects.count()) == (3, 2)
