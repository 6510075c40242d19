"""Numbers of documents."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from workflows.outcomes import codes, elicence
from workflows.outcomes.models import Reservation, Series
from workflows.outcomes.numbers import Reserved, reserve


def number(case: UUID, kind: str = "receipt", seq: int = 1, body: str = "amr", year: int = 2026) -> Reserved:
    return reserve(case=case, kind=kind, seq=seq, body=body, year=year)


@pytest.mark.django_db
def test_numbers_run_from_one_for_each_body_kind_and_year() -> None:
    assert [number(uuid4()).value for _ in range(3)] == [1, 2, 3]
    assert number(uuid4(), kind="acceptance_notice").value == 1
    assert number(uuid4(), body="fire").value == 1
    assert number(uuid4(), year=2027).value == 1


@pytest.mark.django_db
def test_asking_again_for_the_same_document_gives_the_same_number_and_code() -> None:
    case = uuid4()
    first = number(case)
    assert number(case) == first
    assert codes.parse(first.code) == first.code
    assert number(case, seq=2).value == 2
    assert Series.objects.get().last == 2


@pytest.mark.django_db
def test_kinds_without_a_mark_share_one_series_so_that_no_number_is_printed_twice() -> None:
    printed = {number(uuid4(), kind=kind).printed("某局", kind) for kind in ("memo", "certificate_revoked", "memo")}
    assert printed == {"某局〔2026〕1号", "某局〔2026〕2号", "某局〔2026〕3号"}
    assert number(uuid4()).printed("某局", "receipt") == "某局（收）〔2026〕1号"


@pytest.mark.django_db
def test_a_certificate_takes_its_serial_from_a_series_of_its_type() -> None:
    kept = reserve(case=uuid4(), kind="certificate", seq=1, body="amr", year=2026, series="119901000089900102002")
    identifier = str(kept.identifier("119901000089900102002", "11990102008990029U"))
    assert identifier.startswith("1.2.156.3005.2.119901000089900102002.11990102008990029U.20260000000001.001.")
    assert elicence.parse(identifier).serial == "20260000000001"


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_get_different_numbers_and_one_job_only_one() -> None:
    same = uuid4()

    def work(case: UUID) -> int:
        try:
            return number(case).value
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        values = list(pool.map(work, [same, uuid4(), same, uuid4(), same, uuid4()]))
    assert values[0] == values[2] == values[4]
    assert sorted(set(values)) == [1, 2, 3, 4]
    assert Reservation.objects.count() == 4


@pytest.mark.django_db
def test_a_number_taken_in_a_transaction_that_fails_is_given_again() -> None:
    with transaction.atomic():
        assert number(uuid4()).value == 1
        transaction.set_rollback(True)
    assert number(uuid4()).value == 1
