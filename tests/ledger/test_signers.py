"""One contract for every signer: file, keystore, OpenSSL behind a wall, PKCS#11 token."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from pytest_django.fixtures import Settings

from ledger import api, deployment, keys, signers, signing, standing
from ledger.errors import KeyUnusable
from ledger.signers import Signer
from ledger.verify import PROVEN
from tests.ledger.conftest import say, settle
from tests.ledger.devices import Curve, softhsm

MESSAGE = hashlib.sha256(b"head").digest()


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    yield softhsm(tmp_path_factory.mktemp("hsm"))
    os.environ.pop("SOFTHSM2_CONF", None)


def in_keystore(settings: Settings) -> Signer:
    settings.LEDGER_GAS_PASSWORD = "correct horse"
    return signing.signer()


MAKERS: dict[str, Callable[[Settings, dict[str, str]], Signer]] = {
    "head in a file": lambda settings, token: keys.head_key(),
    "head in a token": lambda settings, token: signers.opened(token["head"]),
    "gas in a file": lambda settings, token: signing.signer(),
    "gas in a keystore": lambda settings, token: in_keystore(settings),
    "gas behind OpenSSL": lambda settings, token: Curve(0x99),
    "gas in a token": lambda settings, token: signers.opened(token["gas"]),
}


def holds(key: bytes, message: bytes, made: bytes) -> bool:
    """By OpenSSL, which knows nothing of our signers."""
    try:
        if len(key) == 32:
            Ed25519PublicKey.from_public_bytes(key).verify(made, message)
        else:
            point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256K1(), b"\x04" + key)
            der = encode_dss_signature(int.from_bytes(made[:32], "big"), int.from_bytes(made[32:], "big"))
            point.verify(der, message, ec.ECDSA(Prehashed(hashes.SHA256())))
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("name", MAKERS)
def test_every_signer_keeps_the_contract(name: str, settings: Settings, token: dict[str, str]) -> None:
    signer = MAKERS[name](settings, token)
    key = signers.public_key(signer)
    assert len(key) == (32 if name.startswith("head") else 64)
    for message in (MESSAGE, bytes(32), b"\xff" * 32):
        made = signers.signature(signer, message)
        assert (len(made), holds(key, message, made)) == (64, True)
        assert not holds(key, hashlib.sha256(message).digest(), made)
    assert signers.public_key(MAKERS[name](settings, token)) == key


def test_a_token_signs_after_a_fork(token: dict[str, str]) -> None:
    signer = signers.opened(token["head"])
    key = signer.public_key
    child = os.fork()
    if not child:
        os._exit(0 if holds(key, MESSAGE, signer.sign(MESSAGE)) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert holds(key, MESSAGE, signer.sign(MESSAGE))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("token=onedoor", "token=other"), "no PKCS#11 token other"),
        (("object=head", "object=tail"), "no key pair tail"),
        (("libsofthsm2.so", "nothing.so"), "no PKCS#11 module"),
        (("pin-source", "pin-drop"), "a pin"),
        (("module-path", "modulepath"), "module-path"),
    ],
)
def test_an_address_that_leads_nowhere_is_an_unusable_key(
    token: dict[str, str], change: tuple[str, str], why: str
) -> None:
    with pytest.raises(KeyUnusable, match=why):
        signers.signature(signers.opened(token["head"].replace(*change)), MESSAGE)


@pytest.mark.django_db
def test_heads_and_anchors_signed_in_a_token_are_proven_and_no_key_is_here(
    token: dict[str, str], node: str, settings: Settings, tmp_path: Path
) -> None:
    settings.LEDGER_HEAD_SIGNER, settings.LEDGER_GAS_SIGNER = token["head"], token["gas"]
    settings.CHAIN_RPC = node
    deployment.deploy("main", node)
    receipt = say(3)[1]
    settle()
    assert api.verify_proof(api.prove(receipt.id), api.trust(), [node]).outcome == PROVEN
    assert not (tmp_path / "keys").exists()


class Wrong:
    """Tells the key of one pair and signs with another."""

    public_key = bytes(range(32))

    def sign(self, message: bytes) -> bytes:
        return bytes(64)


@pytest.mark.django_db
def test_a_device_that_signs_with_another_key_stops_the_sequencer(settings: Settings) -> None:
    settings.LEDGER_HEAD_SIGNER = "tests.ledger.test_signers.Wrong"
    say(2)
    settle()
    state = standing.state()
    assert (state.size, [alarm.kind for alarm in state.alarms]) == (0, ["head_key_changed"])
