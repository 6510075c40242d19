"""Edge cases of acts: corrections, mistakes, fraud, redoing, the guide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.workflows.cases.filing import Filed, do_jobs
from tests.workflows.cases.licences import give_licence
from workflows.cases.command import perform
from workflows.cases.commands.ask_correction import AskCorrection, Point
from workflows.cases.commands.correct_licence import CorrectLicence
from workflows.cases.commands.reopen import Reopen
from workflows.cases.commands.request_reconsideration import RequestReconsideration
from workflows.cases.commands.request_ticket import RequestTicket
from workflows.cases.commands.revoke_licence import RevokeLicence
from workflows.cases.models import Breach, Case, Clock, CreditNote
from workflows.errors import Conflict, Forbidden, Invalid
from workflows.outcomes.models import Certificate
from workflows.outcomes.records import certificate_status_on
from workflows.people.models import Notice

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.mark.law("行政许可法", 32)
def test_a_paper_found_missing_after_acceptance_cannot_be_corrected_again_and_the_clock_runs(filed: Filed) -> None:
    """What was accepted is complete: the notice was the time to ask."""
    filed.accept()
    with pytest.raises((Conflict, Forbidden)):
        filed.by("desk", AskCorrection(filed.task("accept"), (Point("paper", "lease", "缺一页。"),)))
    assert Clock.objects.filter(case=filed.case, code="legal", stopped_at=None).exists()


@pytest.mark.law("行政许可法", 31)
@pytest.mark.law("在线政务服务若干规定", 7)
def test_a_paper_that_is_not_in_the_guide_is_blocked_and_needs_a_ticket_that_lights_a_lamp(filed: Filed) -> None:
    """The clerk's own buttons name only what the guide does."""
    with pytest.raises(Invalid) as blocked:
        filed.by("desk", AskCorrection(filed.task("accept"), (Point("paper", "health_certificate", "补交。"),)))
    assert blocked.value.problems[0].code == "not_in_guide"
    filed.by("desk", RequestTicket(filed.task("accept"), "paper", "健康证", "防疫需要。"))
    assert Breach.objects.get(case=filed.case).kind == "outside_guide"


@pytest.mark.law("行政许可法", 49)
def test_a_mistake_in_a_certificate_is_corrected_free_of_charge_and_both_stay_verifiable(filed: Filed) -> None:
    """更正: a new version, the old one void, the reason on record."""
    old = give_licence(filed.reviewed(), TODAY - timedelta(days=9))
    filed.by("head", CorrectLicence(filed.case, TODAY, "地址录入有误。", (), {"address": "滨江路19号"}))
    do_jobs("licence_act")
    new = Certificate.objects.get(replaces=old)
    assert (certificate_status_on(old.code, TODAY), certificate_status_on(new.code, TODAY)) == ("corrected", "valid")


@pytest.mark.law("行政许可法", 69)
def test_a_wrong_grant_is_revoked_with_compensation_and_not_corrected(filed: Filed) -> None:
    """撤销 for the body's own mistake says what the holder gets."""
    give_licence(filed.reviewed())
    with pytest.raises(Invalid):
        filed.by("head", RevokeLicence(filed.case, TODAY, "审查有误。", ("《行政许可法》69",), "error"))
    filed.by("head", RevokeLicence(filed.case, TODAY, "审查有误。", ("《行政许可法》69",), "error", "赔偿直接损失。"))


@pytest.mark.law("行政许可法", 69)
@pytest.mark.law("行政许可法", 79)
def test_a_certificate_obtained_by_fraud_is_void_noted_and_told_to_the_supervisor(filed: Filed) -> None:
    """Void from its first day, with a credit note of three years."""
    old = give_licence(filed.reviewed(), TODAY - timedelta(days=9))
    filed.by("head", RevokeLicence(filed.case, old.valid_from, "合同系伪造。", ("《行政许可法》69",), "fraud"))
    do_jobs("licence_act")
    assert certificate_status_on(old.code, old.valid_from) == "revoked"
    note = CreditNote.objects.get(person=old.holder)
    assert (note.until_at - note.at).days == 3 * 365
    assert Notice.objects.filter(code="licence_by_fraud").exists()


@pytest.mark.law("行政复议法", 42)
def test_reconsideration_holds_nothing_up_and_redo_within_days_opens_a_linked_case(filed: Filed) -> None:
    """The decision stands until the ruling; the ruling's days are the new case's limit."""
    filed.reviewed().decide("refuse")
    filed.served()
    perform(filed.applicant, RequestReconsideration(filed.case, "请撤销。"), at=timezone.now() + timedelta(days=1))
    assert filed.row.state == "finished"
    filed.by("head", Reopen(filed.case, "reconsideration", "责令重作。", "云复决〔2026〕7号", 20))
    again = Case.objects.get(reopens=filed.case)
    assert Clock.objects.get(case=again, code="legal").rule["value"] == 20


@pytest.mark.law("行政许可法", 8)
def test_a_case_stays_on_the_version_of_the_guide_with_which_it_began(filed: Filed) -> None:
    """A new version is for new cases."""
    from tests.workflows.cases.variants import silence_lapses

    before = filed.row.pack_id
    silence_lapses()
    assert filed.row.pack_id == before
    filed.ask("seats")
    assert not filed.view().item.limits["correction"].silence
