"""Canonical bytes, commitments and leaves, pinned by vectors."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import entry
from ledger.entry import Stored
from ledger.errors import NotCanonical

VECTORS = [
    ({}, "{}"),
    ([], "[]"),
    ({"b": 1, "a": [True, False, None]}, '{"a":[true,false,null],"b":1}'),
    ({"n": -9007199254740991, "m": 0}, '{"m":0,"n":-9007199254740991}'),
    ({"é": "e\u0301"}, '{"é":"é"}'),
    ({"text": '"\\/\b\f\n\r\t\x0f\x7f'}, '{"text":"\\"\\\\/\\b\\f\\n\\r\\t\\u000f\x7f"}'),
    ({"面馆": "张三", "\u20ac": "euro", "\r": "cr"}, '{"\\r":"cr","€":"euro","面馆":"张三"}'),
    # UTF-16 order: the surrogate pair of U+1F600 sorts before U+FFEE, code points would sort it after.
    ({"\uffee": 1, "\U0001f600": 2}, '{"\U0001f600":2,"\uffee":1}'),
]


@pytest.mark.parametrize(("value", "text"), VECTORS)
def test_canonical_bytes_are_pinned(value: Any, text: str) -> None:
    assert entry.canonical(value) == text.encode()


@pytest.mark.parametrize(
    "value",
    [1.5, {"a": 0.0}, float("nan"), 2**53, -(2**53), {1: "a"}, {"a": b"x"}, "\ud800", {"e\u0301": 1, "é": 2}, {1, 2}],
)
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        entry.canonical(value)


def test_a_bottomless_body_is_refused() -> None:
    value: Any = 1
    for _ in range(40):
        value = [value]
    with pytest.raises(NotCanonical, match="deeper"):
        entry.canonical(value)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex("[a-z]{1,5}"), inner, max_size=4),
)


@given(JSON)
def test_canonical_bytes_read_back_and_write_the_same(value: Any) -> None:
    data = entry.canonical(value)
    assert entry.canonical(json.loads(data)) == data


def test_commitment_and_leaf_are_pinned() -> None:
    salt, data = bytes(range(32)), b'{"a":1}'
    committed = entry.commitment(salt, data)
    assert committed == hashlib.sha256(bytes(range(32)) + b'{"a":1}').digest()
    assert entry.leaf_hash(committed) == hashlib.sha256(b"\x00\x01" + committed).digest()
    assert entry.leaf_hash(committed).hex() == "84ce2b5876087b28d37f87eeea44e7af7edd1462329ecb90c159fb0cadca0148"


@given(st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_names_of_entries_are_uuids_that_follow_the_clock(at: datetime) -> None:
    name, later = entry.new_id(at), entry.new_id(at + timedelta(milliseconds=2))
    assert (name.version, name.variant) == (7, RFC_4122)
    assert name < later
    assert name != entry.new_id(at)


def stored(**changed: Any) -> Stored:
    told = {
        "public_id": UUID(int=7),
        "at": datetime(2026, 3, 1, 8, 0, tzinfo=UTC),
        "actor": "p",
        "verb": "v",
        "subject": "s",
    }
    data = entry.entry_bytes(**told, body={"n": 1})  # type: ignore[arg-type]
    salt = b"s" * 32
    row = {"row": 1, **told, "data": data, "salt": salt, "committed": entry.commitment(salt, data), **changed}
    return Stored(**row)


def test_an_entry_says_everything_in_its_bytes() -> None:
    assert stored().data == (
        b'{"actor":"p","at":"2026-03-01T08:00:00.000Z","body":{"n":1},'
        b'"id":"00000000-0000-0000-0000-000000000007","subject":"s","v":1,"verb":"v"}'
    )
    assert entry.fault_of(stored()) == ""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_columns_of_any_spelling_fit_their_bytes(said: str) -> None:
    plain = entry.text(said)
    told = {"public_id": UUID(int=7), "at": datetime(2026, 3, 1, tzinfo=UTC), "actor": plain, "verb": plain}
    data = entry.entry_bytes(**told, subject=plain, body={})  # type: ignore[arg-type]
    assert entry._framed(stored(**told, subject=plain), data)


@pytest.mark.parametrize(
    "change",
    [
        {"at": datetime(2026, 2, 1, 8, 0, tzinfo=UTC)},
        {"actor": "q"},
        {"verb": "w"},
        {"subject": "t"},
        {"public_id": UUID(int=8)},
        {"data": b"{}"},
        {"salt": b"t" * 32},
        {"salt": None},
        {"committed": b"c" * 32},
    ],
)
def test_any_changed_column_is_a_fault(change: dict[str, Any]) -> None:
    assert entry.fault_of(stored(**change))
