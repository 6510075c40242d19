"""Devices that hold a key and answer as PKCS#11 and cloud services do: OpenSSL behind a wall, and SoftHSM."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "998877"


class Curve:
    """A secp256k1 key: random nonces, s high as often as low, no parity."""

    def __init__(self, secret: int) -> None:
        self.key = ec.derive_private_key(secret, ec.SECP256K1())

    @property
    def public_key(self) -> bytes:
        encoded = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        return self.key.public_key().public_bytes(*encoded)[1:]

    def sign(self, message: bytes) -> bytes:
        r, s = decode_dss_signature(self.key.sign(message, ec.ECDSA(Prehashed(hashes.SHA256()))))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def softhsm(folder: Path) -> dict[str, str]:
    """A token with the key pairs `head` and `gas`, made outside of Python: {label: its address}."""
    if not shutil.which("softhsm2-util"):
        pytest.skip("softhsm2 is not installed")
    (folder / "tokens").mkdir(parents=True)
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    (folder / "pin").write_text(PIN)
    token = "onedoor"
    tool = ["softhsm2-util", "--token", token, "--pin", PIN]
    subprocess.run([*tool[:1], "--init-token", "--free", "--label", token, "--pin", PIN, "--so-pin", PIN], check=True)
    for number, (label, key) in enumerate({"head": Ed25519PrivateKey.generate(), "gas": Curve(0x99).key}.items()):
        file = folder / f"{label}.pem"
        plain = serialization.NoEncryption()
        file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
        subprocess.run([*tool, "--import", file, "--label", label, "--id", f"{number:02}"], check=True)
        file.unlink()
    where = f"module-path={SOFTHSM}&pin-source=file:{folder}/pin"
    return {label: f"pkcs11:token={token};object={label}?{where}" for label in ("head", "gas")}
