"""The verifier's own Ed25519 against RFC 8032 and against OpenSSL."""

import random

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger.verify import L, ed25519_verify

# RFC 8032 section 7.1: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_vectors_of_the_rfc_hold(key: str, message: str, signature: str) -> None:
    parts = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
    assert ed25519_verify(*parts)
    assert not ed25519_verify(parts[0], parts[1] + b"x", parts[2])


def test_a_signature_has_one_spelling() -> None:
    """S and S + L verify alike in careless code, which would make signatures malleable."""
    key, message, signature = (bytes.fromhex(part) for part in RFC_8032[1])
    more = (int.from_bytes(signature[32:], "little") + L).to_bytes(32, "little")
    assert not ed25519_verify(key, message, signature[:32] + more)
    assert not ed25519_verify(key, message, signature + b"\x00")
    assert not ed25519_verify(key[:-1], message, signature)


def openssl(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def test_it_judges_as_openssl_does() -> None:
    dice, agreed = random.Random(25519), {True: 0, False: 0}
    for _ in range(150):
        secret = Ed25519PrivateKey.from_private_bytes(dice.randbytes(32))
        key, message = secret.public_key().public_bytes_raw(), dice.randbytes(dice.randrange(80))
        parts = [bytearray(key), bytearray(message), bytearray(secret.sign(message))]
        if dice.random() < 0.6:
            part = dice.choice([part for part in parts if part])
            part[dice.randrange(len(part))] ^= 1 << dice.randrange(8)
        told = ed25519_verify(*(bytes(part) for part in parts))
        assert told == openssl(*(bytes(part) for part in parts)), [part.hex() for part in parts]
        agreed[told] += 1
    assert min(agreed.values()) > 40


@pytest.mark.parametrize("y", [0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18, 2**255 - 1, 2])
@pytest.mark.parametrize("sign", [0, 1])
def test_odd_points_never_break_it(y: int, sign: int) -> None:
    """Points of small order, encodings beyond the field, x = 0 with a sign: an answer, and never for a real message."""
    odd = (y % 2**255 | sign << 255).to_bytes(32, "little")
    key, message, signature = (bytes.fromhex(part) for part in RFC_8032[2])
    assert not ed25519_verify(odd, message, signature)
    assert not ed25519_verify(key, message, odd + signature[32:])
