"""A report is sent, given back, ruled on, handled and closed; a benefit is posted before it is confirmed and paid."""

from typing import Any
from uuid import UUID

import pytest

from tests.cast import Cast
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.conclude import Conclude
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.serve_step import ServeStep
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Case, Clock, Task
from workflows.errors import Forbidden, Invalid, NotFound
from workflows.outside.models import Job
from workflows.people.notices import notices

ANSWERS: dict[str, Any] = {
    "anonymous": "true", "kind": "complaint", "title": "工地夜间施工扰民",
    "content": "23时后仍打桩施工，影响居民休息。",
    "place": "云州市云港区海门街道海门路77号", "category": "night_noise", "want_reply": "true", "urgency": "normal",
}  # fmt: skip


def report(cast: Cast) -> UUID:
    """A report that was handed in."""
    citizen = cast.citizen()
    case = perform(citizen, StartCase("hotline_complaint")).case
    perform(citizen, FillIn(case, ANSWERS))
    perform(citizen, Submit(case))
    return case


def task(case: UUID, element: str) -> Task:
    return Task.objects.get(case=case, element=element, state="open")


def end(cast: Cast, case: UUID, who: str, element: str, outcome: str, why: str = "", unit: str = "") -> str:
    """Somebody ends a step; the legal state that follows."""
    return perform(cast.clerk(who), Conclude(task(case, element).pk, outcome, why, unit)).state


def sent(cast: Cast) -> UUID:
    case = report(cast)
    end(cast, case, "operator", "record", "dispatch")
    assert end(cast, case, "operator", "dispatch", "sent", unit="cgj") == "sent"
    return case


def test_a_report_goes_to_the_unit_that_was_named(cast: Cast) -> None:
    case = sent(cast)
    assert task(case, "take").body_id == "cgj"
    assert set(Clock.objects.filter(case=case, stopped_at=None).values_list("code", flat=True)) == {
        "legal", "promised", "return_window",
    }  # fmt: skip


def test_a_report_is_handled_called_back_and_closed(cast: Cast) -> None:
    case = sent(cast)
    assert end(cast, case, "city2", "take", "take") == "handling"
    assert end(cast, case, "crew", "work", "solved", "已约谈施工单位，夜间停止打桩。") == "done"
    assert Job.objects.filter(kind="compose_document", payload__document="reply", payload__case=str(case)).exists()
    assert any(notice.code == "answered" for notice in notices(cast.person("luo")))
    assert end(cast, case, "callback", "callback", "ok") == "answered"
    work = Job.objects.get(kind="close", payload__case=str(case)).payload["work"]
    assert perform(SYSTEM, ServeStep(case, "close", work)).state == "closed"


def test_what_was_given_back_is_ruled_on_and_not_given_back_again(cast: Cast) -> None:
    case = sent(cast)
    assert end(cast, case, "city2", "take", "give_back", "属住建部门职责。") == "disputed"
    assert end(cast, case, "callback", "ruling", "appoint", "由住建部门办理。", "housing") == "ruled"
    assert task(case, "take_ruled").body_id == "housing"
    with pytest.raises(Invalid):
        end(cast, case, "builder", "take_ruled", "give_back", "不属我局。")


@pytest.mark.parametrize("unit", ["", "moon"])
def test_sending_names_a_unit_that_exists(cast: Cast, unit: str) -> None:
    case = report(cast)
    end(cast, case, "operator", "record", "dispatch")
    with pytest.raises(Invalid, match="unit"):
        end(cast, case, "operator", "dispatch", "sent", unit=unit)


def test_giving_back_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(Invalid, match="opinion"):
        end(cast, sent(cast), "city2", "take", "give_back")


def test_another_unit_does_not_see_what_was_not_sent_to_it(cast: Cast) -> None:
    case = sent(cast)
    with pytest.raises(NotFound):
        end(cast, case, "builder", "take", "take")


def test_what_is_no_matter_of_the_hotline_is_not_accepted_in_writing(cast: Cast) -> None:
    case = report(cast)
    assert end(cast, case, "operator", "record", "not_accepted", "该事项正在诉讼中。") == "not_accepted"
    job = Job.objects.get(kind="compose_document", payload__document="non_acceptance")
    assert "国办发" in job.payload["basis"]


def test_a_review_is_not_ended_by_this_door(cast: Cast) -> None:
    case = report(cast)
    Task.objects.filter(case=case).update(kind="review")
    with pytest.raises(Forbidden):
        end(cast, case, "operator", "record", "dispatch")


def test_a_case_that_was_sent_keeps_its_state_in_the_row(cast: Cast) -> None:
    assert Case.objects.get(pk=sent(cast)).state == "sent"
