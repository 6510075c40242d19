"""The legal acts on certificates, and what a certificate was worth on any day."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from tests.workflows.outcomes.samples import RIGHTS
from workflows.law.label import Label
from workflows.law.life import IllegalMove
from workflows.outcomes import acts, codes
from workflows.outcomes.acts import ACTS, Deed
from workflows.outcomes.documents import ADVERSE, check_documents, standard_letters
from workflows.outcomes.grounds import Grounds
from workflows.outcomes.issuing import NewCertificate, NewDocument, issue_certificate
from workflows.outcomes.models import ADVERSE_STATUSES, Certificate, StatusChange
from workflows.outcomes.records import certificate_status_on, find_certificate

pytestmark = pytest.mark.django_db
NUMBER = "1.2.156.3005.2.119901000089900102002.11990102008990029U.20260000000001.001.V"
FROM, TO, HEAD, CASE = date(2026, 1, 10), date(2031, 1, 9), uuid4(), uuid4()
GROUNDS = Grounds.of("提供虚假材料取得许可", ["《行政许可法》第六十九条第二款"], RIGHTS)


def paper(kind: str) -> NewDocument:
    at = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
    return NewDocument(uuid4(), kind, 1, "云东〔2026〕1号", codes.new_code(), b"%PDF " + kind.encode(), "amr", at)


def new(number: str = NUMBER, valid_from: date = FROM, valid_to: date | None = TO) -> NewCertificate:
    title = Label("食品经营许可证", "Food permit")
    return NewCertificate(number, "food_permit", title, HEAD, "老张面馆", (), valid_from, valid_to)


@pytest.fixture
def code() -> str:
    return issue_certificate(paper("certificate"), new(), HEAD).code


def deed(act: str, from_on: date = date(2026, 6, 1), **changes: Any) -> Deed:
    return replace(Deed(NUMBER, paper(ACTS[act].kind), HEAD, from_on), **changes)


def do(act: str, from_on: date = date(2026, 6, 1)) -> object:
    following = new(NUMBER + "/2", from_on, from_on + timedelta(days=5 * 365))
    doing: dict[str, Callable[[], object]] = {
        "change": lambda: acts.change(deed("change", from_on), following, paper("certificate")),
        "renew": lambda: acts.renew(deed("renew", from_on), following, paper("certificate")),
        "correct": lambda: acts.correct(deed("correct", from_on), following, paper("certificate"), "地址有误"),
        "suspend": lambda: acts.suspend(deed("suspend", from_on), GROUNDS),
        "resume": lambda: acts.resume(deed("resume", from_on)),
        "recall": lambda: acts.recall(deed("recall", from_on), GROUNDS),
        "revoke": lambda: acts.revoke(deed("revoke", from_on), GROUNDS),
        "strip": lambda: acts.strip(deed("strip", from_on), GROUNDS),
        "cancel": lambda: acts.cancel(deed("cancel", from_on), "法人终止", ["《行政许可法》第七十条第三项"]),
    }
    return doing[act]()


@pytest.mark.parametrize("act", [act for act in ACTS if act != "resume"])
def test_each_act_has_its_own_status_from_its_day_and_leaves_earlier_days_alone(act: str, code: str) -> None:
    do(act)
    assert certificate_status_on(code, date(2026, 5, 31)) == "valid"
    assert certificate_status_on(code, date(2026, 6, 1)) == ACTS[act].to
    assert Certificate.objects.get(code=code).status == ACTS[act].to


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("earlier", ["suspend", "recall", "revoke", "strip", "cancel", "change"])
def test_an_act_begins_only_from_the_statuses_the_law_knows(earlier: str, act: str, code: str) -> None:
    do(earlier)
    if ACTS[earlier].to in ACTS[act].begins:
        do(act, date(2026, 7, 1))
        return
    with pytest.raises(IllegalMove) as caught:
        do(act, date(2026, 7, 1))
    assert (caught.value.state, caught.value.verb) == (ACTS[earlier].to, act)
    assert StatusChange.objects.count() == (3 if earlier == "change" else 2)


def test_a_suspension_ends_when_it_is_resumed(code: str) -> None:
    do("suspend", date(2026, 3, 1))
    do("resume", date(2026, 4, 1))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1), date(2031, 1, 10)]
    assert [certificate_status_on(code, day) for day in days] == ["valid", "suspended", "suspended", "valid", "expired"]


def test_a_revocation_that_reaches_back_covers_what_lay_between(code: str) -> None:
    do("suspend", date(2026, 3, 1))
    do("resume", date(2026, 4, 1))
    do("revoke", FROM)
    days = [FROM - timedelta(days=1), FROM, date(2026, 3, 15), date(2026, 5, 1), date(2035, 1, 1)]
    assert [certificate_status_on(code, day) for day in days] == ["not_yet_valid", *["revoked"] * 4]


def test_a_changed_certificate_points_to_the_one_that_took_its_place(code: str) -> None:
    do("change")
    old, following = find_certificate(code, date(2026, 7, 1)), Certificate.objects.get(number=NUMBER + "/2")
    assert old
    assert (old.status, old.replaced_by) == ("changed", following.code)
    assert certificate_status_on(following.code, date(2026, 7, 1)) == "valid"


def test_a_renewal_follows_the_old_term_even_when_the_body_decided_late(code: str) -> None:
    do("renew", TO + timedelta(days=1))
    assert certificate_status_on(code, TO) == "valid"
    assert certificate_status_on(code, TO + timedelta(days=1)) == "renewed"


@pytest.mark.parametrize(("act", "day"), [("change", TO + timedelta(days=1)), ("renew", TO + timedelta(days=2)),
                                          ("suspend", FROM - timedelta(days=1))])  # fmt: skip
def test_outside_its_term_a_certificate_can_only_be_cancelled(act: str, day: date, code: str) -> None:
    with pytest.raises(IllegalMove):
        do(act, day)
    do("cancel", day)
    assert Certificate.objects.get(code=code).status == "cancelled"


def test_an_act_against_the_holder_needs_a_person(code: str) -> None:
    with pytest.raises(ValueError, match="person"):
        acts.revoke(deed("revoke", decided_by=None), GROUNDS)


def test_an_act_told_by_the_paper_of_another_is_refused_and_leaves_nothing(code: str) -> None:
    with pytest.raises(ValueError, match="certificate_revoked"):
        acts.revoke(deed("revoke", document=paper("certificate_recalled")), GROUNDS)
    assert StatusChange.objects.count() == 1


@pytest.mark.parametrize("status", ADVERSE_STATUSES)
def test_the_database_itself_refuses_an_unfounded_act(status: str, code: str) -> None:
    certificate = Certificate.objects.get(code=code)
    with pytest.raises(IntegrityError):
        StatusChange.objects.create(
            certificate=certificate, act="x", status=status, from_on=FROM, body="amr", decided_by=HEAD,
            at=datetime(2026, 6, 1, tzinfo=UTC),
        )  # fmt: skip


def test_every_act_has_a_letter_and_the_adverse_ones_carry_what_is_due() -> None:
    letters = standard_letters()
    assert set(letters) >= {act.kind for act in ACTS.values()}
    assert check_documents(letters) == ()
    assert {f"certificate_{status}" for status in ADVERSE_STATUSES} <= ADVERSE


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_at_once_one_is_done_and_the_other_learns_the_new_status(code: str) -> None:
    def attempt(act: str) -> str:
        try:
            do(act)
        except IllegalMove as refused:
            return refused.state
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(attempt, ["revoke", "strip"]))
    assert ends[0] == "done"
    assert ends[1] in ("revoked", "stripped")
    assert StatusChange.objects.count() == 2
