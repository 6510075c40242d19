"""Keys of the seals on disk."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from tests.workflows.outcomes.samples import MARKET, note
from workflows.outcomes import keys
from workflows.outcomes.seal import seal_pdf
from workflows.outcomes.sealcheck import verify_pdf


def test_private_keys_are_readable_by_their_owner_alone(new_keys_dir: Path) -> None:
    keys.seal_key("amr", "云东区市场监督管理局")
    folder = new_keys_dir / "seals"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.glob("*.key")} == {0o600}
    assert {file.name for file in folder.glob("*.key")} == {"root.key", "amr.key"}


def test_a_body_keeps_its_key_and_each_body_has_its_own(keys_dir: Path) -> None:
    first, again, other = (keys.seal_key(code, "某局") for code in ("body_a", "body_a", "body_b"))
    assert isinstance(first.key, ec.EllipticCurvePrivateKey)
    assert first.certificate == again.certificate
    assert first.certificate.serial_number != other.certificate.serial_number


def test_workers_that_start_together_agree_on_one_root(new_keys_dir: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda n: keys.seal_key(f"b{n % 2}", "某局").certificate.issuer, range(6)))
        serials = {keys.root().certificate.serial_number for _ in found}
    assert len(serials) == 1
    assert len(list((new_keys_dir / "seals").glob("*.key"))) == 3


def test_a_half_written_pair_is_made_again(new_keys_dir: Path) -> None:
    keys.seal_key("amr", "某局")
    (new_keys_dir / "seals" / "amr.crt").unlink()
    pair = keys.seal_key("amr", "某局")
    assert pair.key.public_key() == pair.certificate.public_key()


@pytest.mark.parametrize("code", ["", "../root", "root", "tsa", "A", "a/b", "a.b", "x" * 41, "amr\n"])
def test_what_is_no_body_code_opens_no_file(code: str, keys_dir: Path) -> None:
    with pytest.raises(keys.NoKey):
        keys.seal_key(code, "某局")


def _bring_own_seal(folder: Path, phrase: bytes) -> None:
    """A seal issued by another root, as a body would bring it."""
    authority = keys.KeyPair(ec.generate_private_key(ec.SECP256R1()), keys.root().certificate)
    own_root = keys._certificate("root", "某市电子印章根", authority.key, None)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = keys._certificate("amr", "某局专用章", key, keys.KeyPair(authority.key, own_root))
    bundle = pkcs12.serialize_key_and_certificates(
        b"amr", key, certificate, [own_root], BestAvailableEncryption(phrase)
    )
    (folder / "amr.p12").write_bytes(bundle)
    (folder / "foreign.crt").write_bytes(own_root.public_bytes(Encoding.PEM))


def test_a_seal_that_a_body_brings_is_used_once_its_root_is_believed(new_keys_dir: Path) -> None:
    keys.root()
    folder = new_keys_dir / "seals"
    _bring_own_seal(folder, b"right")
    (folder / "amr.pass").write_text("right\n")
    with pytest.raises(keys.NoKey, match="trusted"):
        seal_pdf(note("<p>a</p>"), MARKET, "核发")
    (folder / "trusted").mkdir()
    (folder / "foreign.crt").rename(folder / "trusted" / "foreign.crt")
    report = verify_pdf(seal_pdf(note("<p>a</p>"), MARKET, "核发"))
    assert (report.signer, report.verdict) == ("某局专用章", "sealed")


def test_a_wrong_pass_phrase_is_said_not_worked_around(new_keys_dir: Path) -> None:
    keys.root()
    folder = new_keys_dir / "seals"
    _bring_own_seal(folder, b"right")
    (folder / "amr.pass").write_text("wrong")
    with pytest.raises(keys.NoKey, match=r"amr\.p12"):
        keys.seal_key("amr", "某局")
    assert not (folder / "amr.key").exists()
