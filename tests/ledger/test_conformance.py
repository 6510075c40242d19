"""The contract on the published consistency vectors: what must fail is refused, what holds is taken."""

import json
from pathlib import Path
from typing import Any

import pytest

from ledger import deployment
from tests.conformance.probe import given
from tests.conformance.suites.merkle import raw
from tests.ledger.test_contract import anchored

FOLDER = given()


def applicable() -> list[dict[str, Any]]:
    """Vectors that a call can say: hashes of 32 bytes, a first head; of equal sizes only those that must fail."""
    found = [json.loads(path.read_text()) for path in sorted((FOLDER or Path()).glob("merkle/consistency/**/*.json"))]
    hashes = [[raw(text) for text in (one["root1"], one["root2"], *(one["proof"] or []))] for one in found]
    return [
        one
        for one, parts in zip(found, hashes, strict=True)
        if one["size1"] > 0 <= one["size2"]
        and all(len(part) == 32 for part in parts)
        and (one["size1"] != one["size2"] or one["wantErr"])
    ]


@pytest.mark.skipif(FOLDER is None, reason="ONEDOOR_CONFORMANCE names no folder of vectors")
@pytest.mark.django_db
def test_the_contract_judges_the_published_vectors_alike(node: str) -> None:
    vectors, wrong = applicable(), []
    contracts: dict[tuple[int, str, int], Any] = {}
    for number, vector in enumerate(vectors):
        # A contract that refuses still holds its first head, so that the forged ones of one head share it.
        first = (vector["size1"], vector["root1"], 0 if vector["wantErr"] else number + 1)
        if first not in contracts:
            contracts[first] = deployment.deploy(f"vector {len(contracts)}", node)[0]
            assert anchored(contracts[first], node, vector["size1"], raw(vector["root1"]), [])
        path = [raw(step) for step in vector["proof"] or []]
        if anchored(contracts[first], node, vector["size2"], raw(vector["root2"]), path) == vector["wantErr"]:
            wrong.append(vector["desc"])
    assert {vector["wantErr"] for vector in vectors} == {True, False}
    assert wrong == []
