"""The acts on a certificate: each by the head, with its own letter and status, and answerable for any past day."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.workflows.cases.filing import Filed, do_jobs
from tests.workflows.cases.licences import give_licence
from workflows.cases.commands.cancel_licence import CancelLicence
from workflows.cases.commands.change_licence import ChangeLicence
from workflows.cases.commands.correct_licence import CorrectLicence
from workflows.cases.commands.recall_licence import RecallLicence
from workflows.cases.commands.renew_licence import RenewLicence
from workflows.cases.commands.resume_licence import ResumeLicence
from workflows.cases.commands.revoke_licence import RevokeLicence
from workflows.cases.commands.serve_licence_act import ACTS_DONE
from workflows.cases.commands.strip_licence import StripLicence
from workflows.cases.commands.suspend_licence import SuspendLicence
from workflows.cases.licence import LicenceCommand
from workflows.cases.models import CreditNote, Event, WrittenAct
from workflows.errors import Conflict, Forbidden, Invalid
from workflows.outcomes.models import Certificate, IssuedDocument, StatusChange
from workflows.outcomes.records import certificate_status_on
from workflows.outside.models import Job
from workflows.people.models import Notice

DONE = {act: label.en for act, label in ACTS_DONE.items()}
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LAW = ("《行政许可法》第六十九条",)
Make = Callable[..., LicenceCommand]
ACTS: dict[str, tuple[Make, str]] = {
    "change": (lambda case: ChangeLicence(case, TODAY, "依申请变更。", (), {"shop_name": "新面馆"}), "changed"),
    "renew": (lambda case: RenewLicence(case, TODAY, "依申请延续。"), "renewed"),
    "correct": (lambda case: CorrectLicence(case, TODAY, "地址录入有误。", (), {"address": "滨江路19号"}), "corrected"),
    "suspend": (lambda case: SuspendLicence(case, TODAY, "责令整改。", LAW), "suspended"),
    "recall": (lambda case: RecallLicence(case, TODAY, "规划调整。", LAW, "补偿装修损失。"), "recalled"),
    "revoke": (lambda case: RevokeLicence(case, TODAY, "租赁合同系伪造。", LAW, "fraud"), "revoked"),
    "strip": (lambda case: StripLicence(case, TODAY, "使用过期原料。", LAW), "stripped"),
    "cancel": (lambda case: CancelLicence(case, TODAY, "申请人歇业。", LAW), "cancelled"),
}


@pytest.fixture
def licence(filed: Filed) -> Certificate:
    """In force since ten days ago."""
    return give_licence(filed.reviewed(), TODAY - timedelta(days=10))


def do(filed: Filed, command: LicenceCommand) -> None:
    filed.by("head", command)
    assert do_jobs("licence_act") == 1


@pytest.mark.parametrize("act", ACTS)
def test_each_act_goes_out_in_its_own_sealed_letter_and_leaves_its_own_status(
    filed: Filed, licence: Certificate, act: str
) -> None:
    make, status = ACTS[act]
    do(filed, make(filed.case))
    letter = IssuedDocument.objects.get(case=filed.case, kind=f"certificate_{status}")
    assert letter.is_sealed
    assert certificate_status_on(licence.code, TODAY) == status
    assert certificate_status_on(licence.code, TODAY - timedelta(days=1)) == "valid"
    assert Event.objects.get(case=filed.case, verb=f"{act}_licence").entry is not None
    assert Event.objects.get(case=filed.case, verb="serve_licence_act").params["letter"] == letter.sha256
    assert Notice.objects.filter(case=filed.case, code="licence_act", params__act__en=DONE[act]).exists()


def test_a_corrected_certificate_keeps_its_serial_and_both_can_be_checked(filed: Filed, licence: Certificate) -> None:
    do(filed, ACTS["correct"][0](filed.case))
    new = Certificate.objects.get(replaces=licence)
    assert [row["text"] for row in new.values if row["label"]["zh"] == "经营场所"] == ["滨江路19号"]
    assert (licence.number[:-5], ".002.") == (new.number[:-5], new.number[-6:-1])
    assert certificate_status_on(new.code, TODAY) == "valid"
    assert new.valid_to == licence.valid_to


def test_a_suspension_ends_with_its_cause(filed: Filed, licence: Certificate) -> None:
    do(filed, ACTS["suspend"][0](filed.case))
    do(filed, ResumeLicence(filed.case, TODAY, "整改合格。"))
    assert certificate_status_on(licence.code, TODAY) == "valid"


def test_fraud_is_noted_told_to_the_supervisor_and_may_reach_back(filed: Filed, licence: Certificate) -> None:
    do(filed, RevokeLicence(filed.case, licence.valid_from, "租赁合同系伪造。", LAW, "fraud"))
    assert certificate_status_on(licence.code, licence.valid_from) == "revoked"
    assert CreditNote.objects.get(case=filed.case).person == filed.row.applicant_id
    supervisor = filed.cast.person("supervisor")
    assert Notice.objects.filter(person=supervisor, code="licence_by_fraud").count() == 1


@pytest.mark.parametrize("act", [act for act in ACTS if act != "revoke"])
def test_nothing_else_reaches_back(filed: Filed, licence: Certificate, act: str) -> None:
    command = ACTS[act][0](filed.case)
    object.__setattr__(command, "from_on", TODAY - timedelta(days=1))
    with pytest.raises(Forbidden) as refused:
        filed.by("head", command)
    assert refused.value.code == "reaches_back"


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (lambda case: SuspendLicence(case, TODAY, " ", LAW), "reasons"),
        (lambda case: StripLicence(case, TODAY, "x", ()), "bases"),
        (lambda case: CancelLicence(case, TODAY, "x", (" ",)), "bases"),
        (lambda case: RecallLicence(case, TODAY, "x", LAW), "compensation"),
        (lambda case: RevokeLicence(case, TODAY, "x", LAW, "error"), "compensation"),
        (lambda case: RevokeLicence(case, TODAY, "x", LAW), "cause"),
        (lambda case: ChangeLicence(case, TODAY, "x", (), {"seats": "9"}), "seats"),
        (lambda case: ChangeLicence(case, TODAY, "x", (), {"shop_name": " "}), "shop_name"),
    ],
    ids=["reasons", "law", "blank law", "recall", "own error", "whose fault", "not printed", "empty"],
)
def test_an_act_without_what_the_law_wants_said_is_not_written(
    filed: Filed, licence: Certificate, command: Callable[[Any], LicenceCommand], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        filed.by("head", command(filed.case))
    assert field in {problem.field for problem in refused.value.problems}
    assert not WrittenAct.objects.filter(case=filed.case).exists()
    assert not Job.objects.filter(kind="licence_act").exists()


def test_a_second_act_waits_for_the_letter_of_the_first(filed: Filed, licence: Certificate) -> None:
    filed.by("head", ACTS["suspend"][0](filed.case))
    with pytest.raises(Conflict) as early:
        filed.by("head", ACTS["revoke"][0](filed.case))
    assert early.value.what == "act_pending"


def test_what_is_off_the_register_cannot_be_lost_again(filed: Filed, licence: Certificate) -> None:
    do(filed, ACTS["cancel"][0](filed.case))
    with pytest.raises(Conflict) as over:
        filed.by("head", ACTS["strip"][0](filed.case))
    assert over.value.what == "licence_cancelled"
    assert StatusChange.objects.filter(certificate=licence).count() == 2


def test_an_act_begins_on_the_day_that_it_names(filed: Filed, licence: Certificate) -> None:
    later = TODAY + timedelta(days=30)
    do(filed, SuspendLicence(filed.case, later, "责令整改。", LAW))
    days: list[date] = [TODAY, later - timedelta(days=1), later]
    assert [certificate_status_on(licence.code, day) for day in days] == ["valid", "valid", "suspended"]
