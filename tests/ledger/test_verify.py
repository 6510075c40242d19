"""The verifier alone: what it proves, what it refutes, and all that it must leave open."""

import ast
import base64
import copy
import hashlib
import json
import random
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from ledger import checkpoint, entry, keys, proofs, verify
from ledger.checkpoint import Checkpoint
from ledger.models import Chain
from ledger.verify import PROVEN, REFUTED, UNKNOWN, verify_proof
from tests.chain import local_chain, rpc
from tests.ledger.conftest import say, settle

pytestmark = pytest.mark.django_db

Proof = dict[str, Any]


@pytest.fixture
def proof(chain: Chain) -> Proof:
    receipts = say(9)
    settle()
    made = proofs.prove(receipts[4].id)
    assert isinstance(made, dict)
    return made


@pytest.fixture
def trust(proof: Proof) -> Proof:
    return proofs.trust()


class Stranger(BaseHTTPRequestHandler):
    """A node that answers, but nothing that can be used."""

    answer = b"{}"

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(
    params=[b"", b"{}", b"[]", b"<html>", b'{"result": 7}', b'{"error": {"code": -32005}}', b'{"result": "0xzz"}']
)
def rubbish(request: pytest.FixtureRequest) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), type("Rubbish", (Stranger,), {"answer": request.param}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_outage_is_never_a_refutation(proof: Proof, trust: Proof) -> None:
    for urls in ([], ["http://127.0.0.1:9"], ["file:///etc/passwd"], ["nonsense"]):
        told = verify_proof(proof, trust, urls)
        assert (told.outcome, told.exit_code) == (UNKNOWN, 2), told.text()


def test_rubbish_from_a_node_is_never_a_refutation(proof: Proof, trust: Proof, node: str, rubbish: str) -> None:
    assert verify_proof(proof, trust, [rubbish]).outcome == UNKNOWN
    assert verify_proof(proof, trust, [rubbish, node]).outcome == PROVEN


def test_a_node_of_another_chain_proves_nothing(proof: Proof, trust: Proof, tmp_path: Path) -> None:
    with local_chain(tmp_path, chain_id=5) as other:
        assert verify_proof(proof, trust, [other]).outcome == UNKNOWN
    with local_chain(tmp_path) as fresh:
        told = verify_proof(proof, trust, [fresh])
        assert (told.outcome, told.reasons[0].code) == (UNKNOWN, "other_code")


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (lambda p: p.update(entry=p["entry"].replace("面馆", "酒吧")), REFUTED),
        (lambda p: p.update(salt="A" * 43 + "="), REFUTED),
        (lambda p: p.update(index=3), REFUTED),
        (lambda p: p.update(index=10**9), REFUTED),
        (lambda p: p["path"].pop(), REFUTED),
        (lambda p: p["path"].append(p["path"][0]), REFUTED),
        (lambda p: p["path"].reverse(), REFUTED),
        (lambda p: p.update(id="00000000-0000-0000-0000-000000000000"), REFUTED),
        (lambda p: p.update(head=p["head"].replace("\n9\n", "\n8\n")), REFUTED),
        (lambda p: p.update(head=p["head"].replace("/ledger/", "/other/")), UNKNOWN),
        (lambda p: p.update(head=p["head"].split("\n\n")[0]), UNKNOWN),
        (lambda p: p.update(head=7), UNKNOWN),
        (lambda p: p.update(index=True), UNKNOWN),
        (lambda p: p.update(path="none"), UNKNOWN),
        (lambda p: p.update(salt="short"), UNKNOWN),
        (lambda p: p.update(format="onedoor-proof/9"), UNKNOWN),
        (lambda p: p.clear(), UNKNOWN),
    ],
)
def test_a_changed_proof(
    proof: Proof, trust: Proof, node: str, change: Callable[[Proof], object], outcome: str
) -> None:
    change(proof)
    assert verify_proof(proof, trust, [node]).outcome == outcome


@pytest.mark.parametrize("thing", [None, [], 7, "x", {}, {"format": "onedoor-proof/1"}])
def test_any_file_gets_an_answer(thing: Any, node: str) -> None:
    assert verify_proof(thing, thing, [node]).outcome == UNKNOWN


def test_no_random_change_is_proven_or_raises(proof: Proof, trust: Proof, node: str) -> None:
    dice = random.Random(2)
    text = json.dumps({name: proof[name] for name in ("entry", "head", "id", "index", "path", "salt")})
    for _ in range(300):
        at = dice.randrange(len(text))
        bent = text[:at] + chr(ord(text[at]) ^ 1 << dice.randrange(7)) + text[at + 1 :]
        try:
            changed = json.loads(bent) | {"format": proof["format"]}
        except ValueError:
            continue
        same = all(changed.get(name) == proof[name] for name in ("entry", "head", "id", "index", "path", "salt"))
        assert same or verify_proof(changed, trust, []).outcome != PROVEN
        assert verify_proof(changed, trust, []).exit_code in (2, 3)


def test_a_forger_with_own_key_is_refuted(proof: Proof, trust: Proof, node: str, settings: Any, tmp_path: Path) -> None:
    head = checkpoint.read(proof["head"])[0]
    settings.KEYS_DIR = tmp_path / "forger"
    proof["head"] = checkpoint.sign(head, keys.head_key())
    told = verify_proof(proof, trust, [node])
    assert (told.outcome, told.reasons[0].code) == (REFUTED, "bad_head")


def test_another_history_under_the_true_key_is_refuted_by_the_chain(proof: Proof, trust: Proof, node: str) -> None:
    data = base64.b64decode(proof["salt"]) + proof["entry"].encode()
    leaf = entry.leaf_hash(hashlib.sha256(data).digest())
    root = verify.root_from(0, 9, leaf, [leaf] * 4)
    assert root
    head = checkpoint.sign(Checkpoint(trust["logs"][0]["origin"], 9, root), keys.head_key())
    proof.update(index=0, path=[base64.b64encode(leaf).decode()] * 4, head=head)
    told = verify_proof(proof, trust, [node])
    assert (told.outcome, told.reasons[0].code) == (REFUTED, "other_root")


def test_nodes_that_contradict_each_other_leave_it_open(proof: Proof, trust: Proof, node: str, tmp_path: Path) -> None:
    contract = trust["logs"][0]["chains"][0]["contract"]
    with local_chain(tmp_path) as liar:
        rpc(liar, "anvil_loadState", rpc(node, "anvil_dumpState"))
        slot = slot_of(9)
        rpc(liar, "anvil_setStorageAt", contract, slot, "0x" + "07" * 32)
        assert verify_proof(proof, trust, [liar]).outcome == REFUTED
        assert verify_proof(proof, trust, [node, liar]).outcome == UNKNOWN


def slot_of(size: int) -> str:
    """Storage slot of rootAt[size]: Vyper hashes slot number, then key; the map stands in slot 3."""
    from web3 import Web3

    return Web3.keccak((3).to_bytes(32, "big") + size.to_bytes(32, "big")).to_0x_hex()


def test_more_confirmations_than_there_are_leave_it_open(proof: Proof, trust: Proof, node: str) -> None:
    trust["logs"][0]["need"] = 2
    assert verify_proof(proof, trust, [node]).reasons[-1].code == "too_few"
    for wrong in (0, -1, "1", None):
        trust["logs"][0]["need"] = wrong
        assert verify_proof(proof, trust, [node]).outcome == UNKNOWN


def test_what_the_proof_says_of_anchors_is_not_believed(proof: Proof, trust: Proof, node: str) -> None:
    proof["anchors"] = [{"chain_id": 1, "contract": "0x" + "11" * 20, "depth": 99}]
    assert verify_proof(proof, trust, [node]).outcome == PROVEN
    bare = copy.deepcopy(trust)
    bare["logs"][0]["chains"] = []
    assert verify_proof(proof, bare, [node]).outcome == UNKNOWN


def test_broken_files_exit_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = tmp_path / "proof.json"
    for text in ('{"id": "a", "id": "b"}', "[" * 100_000, "", "\ufeff{}"):
        twice.write_text(text)
        assert verify.main([str(twice), "--lang", "zh"]) == 2
    assert verify.main([str(tmp_path / "absent.json"), "--lang", "zh"]) == 2
    assert capsys.readouterr().out.count("暂时无法核验（CANNOT CHECK NOW）") == 5


def test_the_file_keeps_to_python_3_8_and_the_standard_library() -> None:
    tree = ast.parse(Path(verify.__file__).read_text(), feature_version=(3, 8))
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {alias.name if isinstance(one, ast.Import) else str(one.module) for one in imports for alias in one.names}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_every_sentence_is_there_in_both_languages() -> None:
    for english, chinese in verify.TEXTS.values():
        fields = {part.split("}")[0] for part in english.split("{")[1:]}
        assert fields == {part.split("}")[0] for part in chinese.split("{")[1:]}
