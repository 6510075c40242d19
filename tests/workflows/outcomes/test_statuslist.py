"""The public status lists: any verifier of W3C status lists learns whether a certificate held on a day, and no more."""

import base64
import gzip
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from workflows.law.label import Label
from workflows.outcomes import acts, codes, places
from workflows.outcomes.bitstring import decode, encode
from workflows.outcomes.credential import holds
from workflows.outcomes.grounds import Grounds
from workflows.outcomes.issuing import NewCertificate, NewDocument, issue_certificate
from workflows.outcomes.models import STATUSES, Certificate, StatusPlace
from workflows.outcomes.records import certificate_status_on
from workflows.outcomes.statuslist import MESSAGES, PURPOSES, entries, status_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys_dir")]
BEGIN = date(2026, 11, 20)
END = date(2031, 11, 19)
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
RIGHTS = Label("可以申请行政复议。", "Reconsideration is open to you.")
GROUNDS = Grounds("提供虚假材料。", ("《行政许可法》69",), (RIGHTS,), "云州市行政复议平台")


def issued(serial: int = 1) -> Certificate:
    number = f"1.2.156.3005.2.119901000089900102002.11990102008990029U.2026{serial:010}.001.V"
    document = NewDocument(uuid4(), "certificate", 1, number, codes.new_code(), b"%PDF", "amr", AT)
    label = Label("食品经营许可证", "Food permit")
    return issue_certificate(
        document, NewCertificate(number, "food_permit", label, uuid4(), "云东老面馆", (), BEGIN, END)
    )


def act(certificate: Certificate, code: str, day: date) -> None:
    """An adverse act with effect from a day."""
    kind = acts.ACTS[code].kind
    paper = NewDocument(certificate.case, kind, 2, "N-2", codes.new_code(), b"%PDF", "amr", AT)
    getattr(acts, code)(acts.Deed(certificate.number, paper, uuid4(), day), GROUNDS)


def read(certificate: Certificate, purpose: str, day: date) -> int:
    """The value as a stranger reads it: with the certificate's own entry, and nothing of ours."""
    (entry,) = [each for each in entries(certificate.code) if each["statusPurpose"] == purpose]
    number = int(entry["statusListCredential"].rstrip("/").rpartition("/")[2])
    subject = status_list(number, purpose, day)["credentialSubject"]
    packed = subject["encodedList"].removeprefix("u")
    bits = gzip.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    size, place = entry.get("statusSize", 1), int(entry["statusListIndex"])
    return int("".join(f"{byte:08b}" for byte in bits)[place * size : (place + 1) * size], 2)


def test_a_valid_certificate_is_neither_revoked_nor_suspended() -> None:
    certificate = issued()
    assert {purpose: read(certificate, purpose, BEGIN) for purpose in PURPOSES} == dict.fromkeys(PURPOSES, 0)


@pytest.mark.parametrize(
    ("code", "purpose"), [("suspend", "suspension"), ("revoke", "revocation"), ("strip", "revocation")]
)
def test_an_act_against_the_holder_shows_from_its_first_day_and_not_before(code: str, purpose: str) -> None:
    certificate, day = issued(), BEGIN + timedelta(days=40)
    act(certificate, code, day)
    assert [read(certificate, purpose, day + timedelta(days=each)) for each in (-1, 0, 1)] == [0, 1, 1]


@pytest.mark.parametrize(
    ("day", "status"), [(BEGIN - timedelta(days=1), "not_yet_valid"), (END, "valid"), (END + timedelta(1), "expired")]
)
def test_the_list_of_messages_names_the_status_by_the_printed_term(day: date, status: str) -> None:
    certificate = issued()
    assert MESSAGES[read(certificate, "message", day)] == status == certificate_status_on(certificate.code, day)


def test_every_status_that_a_certificate_can_have_has_its_message() -> None:
    assert set(MESSAGES) == {*STATUSES, "not_yet_valid", "expired"}


def test_a_list_has_room_for_131072_whoever_is_in_it() -> None:
    issued()
    packed = status_list(1, "revocation", BEGIN)["credentialSubject"]["encodedList"]
    assert len(gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=="))) == 131_072 // 8


def test_a_list_names_no_certificate_and_no_holder() -> None:
    certificate = issued()
    text = json.dumps([status_list(1, purpose, BEGIN) for purpose in PURPOSES], ensure_ascii=False)
    for secret in (certificate.code, certificate.number, certificate.holder_name, str(certificate.holder)):
        assert secret not in text


def test_certificates_get_places_by_lot_each_its_own() -> None:
    found = {issued(serial).place.place for serial in range(1, 21)}
    assert len(found) == 20
    assert sorted(found) != list(range(min(found), min(found) + 20))


def test_a_list_that_is_half_full_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "FULL", 2)
    assert [issued(serial).place.number for serial in (1, 2, 3)] == [1, 1, 2]


def test_a_certificate_keeps_its_place() -> None:
    row = issued().place
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        StatusPlace.objects.filter(pk=row.pk).update(place=1)


def test_an_unknown_or_malformed_code_has_no_entry() -> None:
    assert entries(codes.new_code()) == entries("no code") == []


def test_a_list_is_signed_by_its_issuer() -> None:
    issued()
    assert holds(status_list(1, "revocation", BEGIN))


@pytest.mark.parametrize("change", ["encodedList", "statusPurpose"])
def test_a_list_that_was_changed_does_not_hold(change: str) -> None:
    issued()
    found = status_list(1, "revocation", BEGIN)
    found["credentialSubject"][change] = "suspension"
    assert not holds(found)


def test_a_list_that_somebody_else_signed_holds_only_under_that_ones_name(settings: Any, tmp_path: Path) -> None:
    issued()
    ours = status_list(1, "revocation", BEGIN)
    settings.KEYS_DIR = tmp_path
    forged = status_list(1, "revocation", BEGIN)
    assert holds(forged)
    assert forged["issuer"] != ours["issuer"]
    assert not holds({**forged, "issuer": ours["issuer"]})


@given(st.dictionaries(st.integers(0, 999), st.integers(0, 15), max_size=40))
def test_what_is_put_into_a_bit_string_comes_out_at_its_place_alone(values: dict[int, int]) -> None:
    text = encode(1000, 4, values)
    assert {place: found for place in range(1000) if (found := decode(text, 4, place))} == {
        place: value for place, value in values.items() if value
    }


@pytest.mark.parametrize("values", [{8: 1}, {-1: 1}, {0: 2}])
def test_a_value_without_room_is_refused(values: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="no place"):
        encode(8, 1, values)
