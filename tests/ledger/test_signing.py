"""The gas key in a file, in the environment, or in a device that only answers digests."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from ledger import anchoring, chain, deployment, signing, standing
from ledger.errors import KeyUnusable
from ledger.models import Anchor, Chain
from tests.ledger.conftest import say, settle
from tests.ledger.devices import Curve

SECRET = 0x99
HERE = "tests.ledger.test_signing"


class Device(Curve):
    """A key behind OpenSSL."""

    address = signing._key(SECRET.to_bytes(32, "big")).public_key.to_checksum_address()

    def __init__(self) -> None:
        super().__init__(SECRET)


class Stranger(Device):
    """Says one key and signs with another."""

    public_key = Curve(SECRET + 1).public_key


class Unplugged(Device):
    def sign(self, message: bytes) -> bytes:
        raise TimeoutError("no token in slot 0")


def transaction(nonce: int) -> signing.Transaction:
    return signing.Transaction(bytes(20), b"\x01\x02", nonce, 100_000, 7, 31337)


@pytest.mark.parametrize("nonce", [0, 1, 127, 128, 70_000])
@pytest.mark.parametrize("to", [bytes(range(20)), b""])
def test_the_bytes_are_those_that_eth_account_makes(settings: Settings, nonce: int, to: bytes) -> None:
    from eth_account import Account

    settings.LEDGER_GAS_KEY = "0x" + "42" * 32
    ours = signing.signed(signing.Transaction(to, b"\x00\xff" * 40, nonce, 400_000, 10**9, 2026))
    fields = {"to": "0x" + to.hex() if to else "", "data": "0x" + (b"\x00\xff" * 40).hex(), "value": 0, "nonce": nonce}
    fields |= {"gas": 400_000, "gasPrice": 10**9, "chainId": 2026}
    theirs = Account.from_key("0x" + "42" * 32).sign_transaction(fields)
    assert ours == (bytes(theirs.raw_transaction), bytes(theirs.hash))


def test_a_device_signs_with_a_low_s_and_its_own_parity(settings: Settings) -> None:
    from eth_account import Account
    from rlp import decode  # type: ignore[import-untyped]

    settings.LEDGER_GAS_SIGNER = f"{HERE}.Device"
    for nonce in range(12):
        raw, _ = signing.signed(transaction(nonce))
        assert Account.recover_transaction(raw) == chain.address()
        assert int.from_bytes(decode(raw)[8], "big") <= signing.ORDER // 2


@pytest.mark.parametrize(("name", "why"), [("Stranger", "not of"), ("Unplugged", "no token"), ("Nobody", "opened")])
def test_a_device_that_fails_is_an_unusable_key(settings: Settings, name: str, why: str) -> None:
    settings.LEDGER_GAS_SIGNER = f"{HERE}.{name}"
    with pytest.raises(KeyUnusable, match=why):
        signing.signed(transaction(0))


def test_a_bare_key_that_is_none_is_refused(settings: Settings) -> None:
    settings.LEDGER_GAS_KEY = "0x1234"
    with pytest.raises(KeyUnusable):
        chain.address()


@pytest.mark.django_db
def test_a_device_deploys_and_anchors_and_leaves_no_key_here(node: str, settings: Settings, tmp_path: Path) -> None:
    settings.LEDGER_GAS_SIGNER, settings.CHAIN_RPC = f"{HERE}.Device", node
    deployment.deploy("main", node)
    say(2)
    settle()
    assert standing.state().chains[0].size == 2
    assert not (tmp_path / "keys" / "gas.key").exists()


@pytest.mark.django_db
def test_a_device_pulled_out_stops_anchoring_until_it_is_back(chain: Chain, node: str, settings: Settings) -> None:
    settings.LEDGER_GAS_SIGNER = f"{HERE}.Unplugged"
    say(2)
    settle()
    assert (standing.state().chains[0].status, Anchor.objects.count()) == ("stopped", 0)
    settings.LEDGER_GAS_SIGNER = ""
    anchoring.anchor()
    assert (standing.state().chains[0].status, standing.state().chains[0].size) == ("ok", 2)


@pytest.mark.django_db
def test_the_right_to_anchor_goes_over_to_another_key(chain: Chain, settings: Settings) -> None:
    from django.core.management import call_command

    say(2)
    settle()
    for _ in range(2):
        call_command("hand_over", Device.address)
    say(1)
    settle()
    assert standing.state().chains[0].size == 2
    settings.LEDGER_GAS_SIGNER = f"{HERE}.Device"
    anchoring.anchor()
    assert (standing.state().chains[0].size, standing.state().alarms) == (3, ())
