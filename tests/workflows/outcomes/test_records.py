"""Documents and certificates in the register, and what their codes tell the public."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from workflows.law.label import Label
from workflows.outcomes import codes
from workflows.outcomes.issuing import NewCertificate, NewDocument, PrintedValue, issue_certificate, issue_document
from workflows.outcomes.models import Certificate, IssuedDocument, StatusChange
from workflows.outcomes.records import (
    CertificateView,
    certificate_of,
    certificate_status_on,
    documents_of,
    find_certificate,
    find_document,
    pdf_of,
)

pytestmark = pytest.mark.django_db
CASE, HOLDER = uuid4(), uuid4()
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CODE = "3HJASE8S3YFE"
DOCUMENT = NewDocument(CASE, "certificate", 1, "N-1", CODE, b"%PDF-1.7 certificate", "amr", AT)
NEW = NewCertificate(
    number="1.2.156.3005.2.119901000089900102002.11990102008990029U.20260000000001.001.V",
    item_code="food_permit",
    title=Label("食品经营许可证", "Food permit"),
    holder=HOLDER,
    holder_name="老张面馆",
    values=(PrintedValue(Label("经营场所", "Premises"), "滨江路18号"),),
    valid_from=date(2026, 11, 20),
    valid_to=date(2031, 11, 19),
)


def test_a_document_is_kept_byte_for_byte_and_a_second_try_changes_nothing() -> None:
    first = issue_document(DOCUMENT)
    again = issue_document(replace(DOCUMENT, pdf=b"%PDF other bytes", code=codes.new_code()))
    assert again.pk == first.pk
    assert pdf_of(first.pk) == b"%PDF-1.7 certificate"
    assert [row.pk for row in documents_of(CASE)] == [first.pk]


def test_the_list_of_documents_does_not_load_the_files() -> None:
    issue_document(DOCUMENT)
    assert "pdf" in documents_of(CASE)[0].get_deferred_fields()


def test_a_digest_that_is_not_of_the_file_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="digest"):
        IssuedDocument.objects.create(
            case=CASE,
            kind="x",
            seq=1,
            number="1",
            code=CODE,
            sha256="0" * 64,
            pdf=b"a",
            body="amr",
            is_sealed=True,
            at=AT,
        )


def test_a_code_shows_what_is_printed_however_it_is_typed() -> None:
    issue_certificate(DOCUMENT, NEW)
    for typed in (CODE, "3hja-se8s-3yfe", " 3HJA SE8S 3YFE "):
        view = find_certificate(typed, date(2026, 12, 1))
        assert view
        assert (view.holder_name, view.status, view.values[0].text) == ("老张面馆", "valid", "滨江路18号")
        assert view.document_sha256 == IssuedDocument.objects.get().sha256


def test_the_public_never_learns_who_the_holder_is_in_the_register() -> None:
    assert "holder" not in {field.name for field in fields(CertificateView)}


@pytest.mark.parametrize("typed", ["", "   ", "ABCD", "2" * 12, "3HJASE8S3YFF", "' OR 1=1 --", "\x00" * 12])
def test_a_wrong_code_finds_nothing(typed: str) -> None:
    issue_certificate(DOCUMENT, NEW)
    assert find_certificate(typed) is None
    assert find_document(typed) is None
    assert certificate_status_on(typed, date(2026, 12, 1)) is None


def test_a_certificate_holds_from_its_first_to_its_last_day() -> None:
    issue_certificate(DOCUMENT, NEW)
    day = timedelta(days=1)
    asked = [NEW.valid_from - day, NEW.valid_from, date(2031, 11, 19), date(2031, 11, 20)]
    assert [certificate_status_on(CODE, on) for on in asked] == ["not_yet_valid", "valid", "valid", "expired"]


def test_a_certificate_without_end_never_expires() -> None:
    issue_certificate(DOCUMENT, replace(NEW, valid_to=None))
    assert certificate_status_on(CODE, date(2126, 1, 1)) == "valid"


def test_issuing_twice_gives_one_certificate() -> None:
    assert issue_certificate(DOCUMENT, NEW).pk == issue_certificate(DOCUMENT, NEW).pk
    assert (Certificate.objects.count(), StatusChange.objects.count()) == (1, 1)
    found = certificate_of(CASE)
    assert found
    assert found.document_id == documents_of(CASE)[0].pk


def test_a_document_code_says_that_it_went_out_and_nothing_of_what_it_says() -> None:
    issue_document(replace(DOCUMENT, kind="decision_refused"))
    view = find_document(codes.grouped(CODE))
    assert view
    assert (view.kind, view.number, view.body, view.is_sealed) == ("decision_refused", "N-1", "amr", True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflows_certificate SET holder_name = '李四'",
        "UPDATE workflows_certificate SET valid_to = '2099-01-01', status = 'valid'",
        "DELETE FROM workflows_certificate",
        "UPDATE workflows_issueddocument SET number = 'x'",
        "DELETE FROM workflows_statuschange",
        "UPDATE workflows_statuschange SET from_on = '2020-01-01'",
    ],
)
def test_nobody_changes_what_was_issued(statement: str) -> None:
    issue_certificate(DOCUMENT, NEW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert find_certificate(CODE, date(2026, 12, 1)) is not None


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(IntegrityError, match="ends_later"):
        issue_certificate(DOCUMENT, replace(NEW, valid_to=date(2026, 1, 1)))
