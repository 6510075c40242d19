"""Handing in: whole or not at all, once, numbered, frozen."""

import dataclasses
import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.workflows.cases.filing import ANSWERS, Filed, attach, draft
from workflows.actor import Actor
from workflows.cases.command import perform
from workflows.cases.commands.ask_correction import AskCorrection, Point
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.discard import Discard
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import Case, Event, Paper, Submission
from workflows.catalogue.publish import item_by_code
from workflows.errors import Conflict, Forbidden, Invalid, NotFound
from workflows.people.models import Notice
from workflows.people.organisation import body

pytestmark = pytest.mark.django_db


def test_every_problem_of_form_and_papers_is_told_at_once(cast: Cast) -> None:
    applicant = cast.citizen()
    case = perform(applicant, StartCase("food_permit")).case
    perform(applicant, FillIn(case, {"seats": "-1", "uscc": "92990102MA0000001B", "lease_to": "2020-01-01"}))
    with pytest.raises(Invalid) as refused:
        perform(applicant, Submit(case))
    told = {(problem.field, problem.code) for problem in refused.value.problems}
    assert {("seats", "too_small"), ("uscc", "checksum"), ("shop_name", "required")} <= told
    assert {(slot, "paper_missing") for slot in ("id_card", "licence", "lease")} <= told
    assert Case.objects.get(pk=case).state == "draft"


def test_each_field_has_one_problem_at_most(cast: Cast) -> None:
    applicant = cast.citizen()
    case = perform(applicant, StartCase("food_permit")).case
    perform(applicant, FillIn(case, {"operator_id": "12", "operator_mobile": "1"}))
    with pytest.raises(Invalid) as refused:
        perform(applicant, Submit(case))
    fields = [problem.field for problem in refused.value.problems]
    assert len(fields) == len(set(fields))


def test_the_number_is_code_of_the_body_level_item_day_and_serial(filed: Filed) -> None:
    item, row = item_by_code("food_permit"), filed.row
    assert row.number is not None
    assert len(row.number) == 45
    assert row.number.startswith(f"{body(item.body).uscc}{item.level}{item.basic_code}")
    assert re.fullmatch(r"\d{8}\d{6}", row.number[31:])


def test_the_day_in_the_number_is_that_of_the_place(cast: Cast) -> None:
    before_midnight_in_greenwich = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    result = perform(cast.citizen(), Submit(draft(cast.citizen())), at=before_midnight_in_greenwich)
    assert result.number is not None
    assert result.number[31:39] == "20261123"


def test_two_cases_have_two_numbers_and_the_database_sees_to_it(filed: Filed) -> None:
    second = perform(filed.applicant, Submit(draft(filed.applicant)))
    assert second.number != filed.row.number
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=second.case).update(number=filed.row.number)


def test_a_double_click_gives_the_same_answer_and_one_case(cast: Cast) -> None:
    applicant = cast.citizen()
    case = draft(applicant)
    first = perform(applicant, Submit(case), key="click")
    assert perform(applicant, Submit(case), key="click") == first
    assert Event.objects.filter(case=case, verb="submit").count() == 1
    assert Submission.objects.filter(case=case).count() == 1


def test_another_click_on_a_case_handed_in_is_told_who_and_when(filed: Filed) -> None:
    with pytest.raises(Conflict) as late:
        perform(filed.applicant, Submit(filed.case), key="another")
    assert (late.value.what, late.value.who) == ("state_received", "罗建业")
    assert late.value.when == filed.row.received_at


def test_a_key_that_served_another_act_serves_no_second(filed: Filed) -> None:
    other = draft(filed.applicant)
    perform(filed.applicant, Submit(other), key="k")
    with pytest.raises(Conflict) as refused:
        perform(filed.applicant, Withdraw(other), key="k")
    assert refused.value.what == "key_used"


def test_what_is_handed_in_is_frozen(filed: Filed) -> None:
    frozen = Submission.objects.get(case=filed.case)
    assert frozen.values["shop_name"] == ANSWERS["shop_name"]
    assert frozen.papers == {
        slot: [sha256]
        for slot, sha256 in Paper.objects.filter(case=filed.case).values_list("slot", "sha256")
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="append only"):
        Submission.objects.filter(pk=frozen.pk).update(values={})


def test_the_applicant_is_told_and_the_receipt_is_on_its_way(filed: Filed) -> None:
    notice = Notice.objects.get(case=filed.case)
    assert (notice.code, notice.params["number"]) == ("received", filed.row.number)


def test_a_case_that_was_handed_in_takes_no_further_paper(filed: Filed) -> None:
    with pytest.raises(Conflict):
        attach(filed.applicant, filed.case, "lease", 100)


def test_a_draft_thrown_away_is_gone_and_leaves_no_record(cast: Cast) -> None:
    applicant = cast.citizen()
    case = draft(applicant)
    perform(applicant, Discard(case))
    assert not Event.objects.filter(case=case).exists()
    with pytest.raises(Conflict) as gone:
        perform(applicant, Submit(case))
    assert gone.value.what == "state_discarded"
    assert perform(applicant, StartCase("food_permit")).case != case


def test_an_unknown_slot_and_an_unknown_item_are_refused(cast: Cast, filed: Filed) -> None:
    applicant = cast.citizen()
    case = perform(applicant, StartCase("food_permit")).case
    document = Paper.objects.filter(case=filed.case).first()
    with pytest.raises(Invalid):
        perform(applicant, AttachPaper(case, "photo", document, "a.png"))  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        perform(applicant, StartCase("no_such_item"))


def at_the_counter(cast: Cast, applicant: UUID) -> Actor:
    clerk = cast.clerk("desk")
    return Actor(kind="clerk", channel="hall", person=clerk.person, body="dsb", roles=clerk.roles).acting_for(applicant)


def test_the_front_desk_files_for_somebody_who_sees_it_and_by_whom(cast: Cast) -> None:
    clerk = at_the_counter(cast, cast.person("lin"))
    case = draft(clerk)
    perform(clerk, Submit(case))
    seen = Filed(cast, cast.citizen("lin"), case).view()
    assert (seen.applicant_name, seen.assisted_by, seen.channel) == ("林晓岚", "沈知夏", "hall")
    assert seen.events[0].person == "沈知夏"


def test_another_desk_cannot_go_on_with_it_nor_a_clerk_who_left_the_desk(cast: Cast) -> None:
    clerk = at_the_counter(cast, cast.person("lin"))
    case = perform(clerk, StartCase("food_permit")).case
    moved = Actor(kind="clerk", channel="hall", person=clerk.person, body="amr", roles=frozenset({"food_head"}))
    for other in (cast.clerk("desk2"), moved):
        with pytest.raises(NotFound):
            perform(other, FillIn(case, {"seats": "3"}))


def test_no_clerk_files_for_herself_at_her_own_counter(cast: Cast) -> None:
    with pytest.raises(Forbidden) as refused:
        perform(at_the_counter(cast, cast.person("desk")), StartCase("food_permit"))
    assert refused.value.code == "own_case"


def test_only_an_entry_that_the_item_offers_may_begin_a_case(cast: Cast) -> None:
    stranger = Actor(kind="citizen", channel="system", person=cast.person("lin"))
    with pytest.raises(Forbidden) as refused:
        perform(stranger, StartCase("food_permit"))
    assert refused.value.code == "channel"


def test_a_clerk_files_only_while_the_applicant_stands_there(cast: Cast) -> None:
    clerk = at_the_counter(cast, cast.person("lin"))
    case = draft(clerk)
    Case.objects.filter(pk=case).update(assisted_at=timezone.now() - timedelta(hours=3))
    with pytest.raises(NotFound):
        perform(clerk, Submit(case))
    perform(clerk, StartCase("food_permit"))
    perform(clerk, Submit(case))


def test_who_comes_back_to_the_counter_answers_the_correction_there(cast: Cast) -> None:
    clerk = at_the_counter(cast, cast.person("lin"))
    filed = Filed(cast, cast.citizen("lin"), draft(clerk))
    perform(clerk, Submit(filed.case))
    filed.by("desk2", AskCorrection(filed.task("accept"), (Point("field", "seats", "请核实。"),)))
    assert perform(clerk, StartCase("food_permit")).case == filed.case
    perform(clerk, FillIn(filed.case, {"seats": "33"}))
    assert perform(clerk, Resubmit(filed.case)).state == "received"


def test_an_item_asks_for_the_identity_that_its_guide_names(cast: Cast) -> None:
    barely_known = dataclasses.replace(cast.citizen("lin"), identity_level=1)
    with pytest.raises(Forbidden) as refused:
        perform(barely_known, StartCase("food_permit"))
    assert refused.value.code == "identity_level"
