"""Inclusion and consistency proofs, true and forged, as published for RFC 9162 trees."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ledger import merkle
from ledger.errors import BadProof
from tests.conformance.probe import Probe


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def refused(vector: dict[str, Any]) -> bool:
    """Whether our tree refuses what the file holds: a proof of inclusion, or of consistency."""
    proof = [raw(step) for step in vector["proof"] or []]
    try:
        if "leafIdx" in vector:
            leaf, root = raw(vector["leafHash"]), raw(vector["root"])
            merkle.check_inclusion(vector["leafIdx"], vector["treeSize"], leaf, proof, root)
        else:
            roots = raw(vector["root1"]), raw(vector["root2"])
            merkle.check_consistency(vector["size1"], vector["size2"], *roots, proof)
    except BadProof:
        return True
    return False


def judge(path: Path) -> str:
    vector = json.loads(path.read_text())
    if refused(vector) == vector["wantErr"]:
        return ""
    return f"{vector['desc']}: {'taken' if vector['wantErr'] else 'refused'}"


class Merkle:
    """A file a proof; what must be refused says so."""

    code = "merkle"

    def probes(self, folder: Path) -> Iterator[Probe]:
        below = folder / "merkle"
        for path in sorted(below.rglob("*.json")):
            yield Probe(path.relative_to(below).with_suffix("").as_posix(), lambda path=path: judge(path))


KIND = Merkle()
