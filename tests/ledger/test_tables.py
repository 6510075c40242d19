"""The tables of tampering and faults in the documents are those of the tests."""

from pathlib import Path

import pytest

from ops.layout import PROJECT
from tests.ledger import tables

TRUST = PROJECT / "docs" / "trust.md"
HEADINGS = {"tamper": "## Tampering", "fault": "## Faults"}


def shown(kind: str, document: Path = TRUST) -> list[str]:
    part = document.read_text().split(f"{HEADINGS[kind]}\n")[1].split("\n## ")[0]
    return [line for line in part.splitlines() if line.startswith("|")]


@pytest.mark.parametrize("kind", tables.COLUMNS)
def test_the_document_holds_the_table_of_the_tests(kind: str) -> None:
    assert shown(kind) == tables.document(kind).splitlines()


@pytest.mark.parametrize("when", ["before the head", "below the head"])
@pytest.mark.parametrize("attack", ["edits an entry", "deletes an entry", "back-dates an entry", "swaps two entries"])
def test_no_cell_is_missing(attack: str, when: str) -> None:
    assert [row for row in tables.rows("tamper") if row.cells[1:3] == (attack, when)] != []
