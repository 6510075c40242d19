"""Who sees what: inboxes, lists, one case, the public status; and that a list costs the same however long it is."""

import dataclasses
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from tests.workflows.cases.filing import ANSWERS, Filed
from workflows.actor import Actor
from workflows.cases.command import perform
from workflows.cases.commands.discard import Discard
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.commands.start_case import StartCase
from workflows.cases.models import Case, Clock, Task
from workflows.cases.queries.case import case_view
from workflows.cases.queries.lists import assisted_cases, my_cases, public_status
from workflows.cases.queries.tasks import done_by, inbox, inbox_count, task
from workflows.errors import NotFound
from workflows.outcomes.codes import grouped, new_code

pytestmark = pytest.mark.django_db


def copies(filed: Filed, count: int) -> None:
    """More cases like this one, with their clocks and tasks."""
    for number in range(count):
        row = filed.row
        tasks, clocks = list(row.tasks.all()), list(row.clocks.all())
        row.pk, row.number, row.query_code = uuid.uuid4(), f"{row.number}-{number}", new_code()
        row.object_key = ""
        row.save(force_insert=True)
        for each in tasks:
            each.pk, each.case = uuid.uuid4(), row
        for clock in clocks:
            clock.pk, clock.case = None, row
        Task.objects.bulk_create(tasks)
        Clock.objects.bulk_create(clocks)


def queries(ask: Callable[[], object]) -> int:
    """How many queries it takes."""
    with CaptureQueriesContext(connection) as counted:
        ask()
    return len(counted)


@pytest.mark.parametrize(
    ("ask", "username"), [(my_cases, "luo"), (inbox, "desk"), (assisted_cases, "desk"), (done_by, "desk")]
)
def test_a_list_of_twenty_costs_as_many_queries_as_one_of_one(
    filed: Filed, ask: Callable[[Actor], tuple[object, ...]], username: str
) -> None:
    desk = filed.cast.clerk("desk")
    actor = filed.applicant if username == "luo" else desk
    Case.objects.filter(pk=filed.case).update(assisted_by=desk.person, assisted_at=timezone.now())
    Task.objects.filter(case=filed.case).update(done_by_id=desk.person)
    one = queries(lambda: ask(actor))
    copies(filed, 19)
    assert queries(lambda: ask(actor)) == one <= 4
    assert len(ask(actor)) == 20


def test_one_case_costs_a_bounded_number_of_queries_however_long_its_history(filed: Filed) -> None:
    before = queries(filed.view)
    filed.accept()
    filed.opinions()
    assert queries(filed.view) <= before + 2


def test_an_inbox_shows_its_own_body_and_role_alone(filed: Filed) -> None:
    filed.accept()
    seen = {
        username: {each.step.element for each in inbox(filed.cast.clerk(username))}
        for username in ("desk", "food", "fire", "city", "head", "inspector")
    }
    assert seen == {
        "desk": set(), "food": {"food_review"}, "fire": {"fire_consult"}, "city": {"city_consult"},
        "head": set(), "inspector": set(),
    }  # fmt: skip


def test_the_same_role_in_another_body_sees_nothing(filed: Filed) -> None:
    filed.accept()
    elsewhere = dataclasses.replace(filed.cast.clerk("food"), body="amr_city")
    assert inbox(elsewhere) == ()
    with pytest.raises(NotFound):
        task(elsewhere, filed.task("food_review"))


def test_a_clerks_own_case_never_lies_in_the_own_inbox(filed: Filed) -> None:
    Case.objects.filter(pk=filed.case).update(applicant=filed.cast.person("desk"))
    assert inbox(filed.cast.clerk("desk")) == ()
    assert inbox_count(filed.cast.clerk("desk2")) == 1


def test_the_most_urgent_task_comes_first(filed: Filed) -> None:
    copies(filed, 2)
    urgent = Task.objects.filter(state="open").last()
    assert urgent is not None
    Task.objects.filter(pk=urgent.pk).update(due_at=timezone.now() - timedelta(days=1))
    first = inbox(filed.cast.clerk("desk"))[0]
    assert (first.id, first.lamp) == (urgent.pk, "red")


def test_a_citizen_has_no_inbox(filed: Filed) -> None:
    assert inbox(filed.applicant) == ()
    assert inbox_count(Actor(kind="citizen", channel="web")) == 0


@pytest.mark.parametrize("username", ["lin", None])
def test_another_citizen_and_nobody_see_no_case(filed: Filed, username: str | None) -> None:
    actor = filed.cast.citizen(username) if username else Actor(kind="citizen", channel="web")
    with pytest.raises(NotFound):
        case_view(actor, filed.case)
    assert my_cases(actor) == ()


@pytest.mark.parametrize("username", ["food", "fire", "head"])
def test_a_department_sees_a_case_only_from_the_moment_it_has_a_task_in_it(filed: Filed, username: str) -> None:
    with pytest.raises(NotFound):
        case_view(filed.cast.clerk(username), filed.case)
    filed.reviewed()
    assert case_view(filed.cast.clerk(username), filed.case).id == filed.case


def test_who_finished_a_task_may_look_back_at_the_case(filed: Filed) -> None:
    filed.accept()
    desk = filed.cast.clerk("desk")
    assert [each.case for each in done_by(desk)] == [filed.case]
    assert case_view(desk, filed.case).state == "accepted"


def test_outsiders_see_nothing(filed: Filed) -> None:
    for outsider in filed.cast.outsiders():
        with pytest.raises(NotFound):
            case_view(outsider, filed.case)
        with pytest.raises(NotFound):
            task(outsider, filed.task("accept"))


def test_a_draft_is_seen_by_no_clerk(filed: Filed) -> None:
    drafted = perform(filed.applicant, StartCase("food_permit")).case
    for username in ("desk", "food", "head"):
        with pytest.raises(NotFound):
            case_view(filed.cast.clerk(username), drafted)


def test_the_public_status_tells_no_name_and_no_value(filed: Filed) -> None:
    filed.accept()
    status = public_status(grouped(filed.row.query_code))
    told = str(dataclasses.asdict(status))
    answers = [value for value in ANSWERS.values() if isinstance(value, str) and len(value) > 2]
    assert status.state == "accepted"
    assert not [word for word in [*answers, str(filed.row.number), str(filed.case), "沈知夏"] if word in told]


def test_a_wrong_code_and_an_unknown_one_and_that_of_a_draft_answer_alike(filed: Filed) -> None:
    drafted = perform(filed.applicant, StartCase("food_permit")).case
    for code in ("", "x" * 300, new_code(), Case.objects.get(pk=drafted).query_code, "' OR 1=1"):
        with pytest.raises(NotFound):
            public_status(code)


def test_my_list_shows_what_waits_for_me_and_no_draft_that_i_threw_away(filed: Filed) -> None:
    drafted = perform(filed.applicant, StartCase("food_permit")).case
    perform(filed.applicant, Discard(drafted))
    filed.ask("seats")
    (line,) = my_cases(filed.applicant)
    clock = filed.view().clock("correction")
    assert clock is not None
    assert (line.needs_answer, line.due_at) == (True, clock.due_at)


def test_assisted_cases_are_those_of_this_clerk(cast: Cast, filed: Filed) -> None:
    Case.objects.filter(pk=filed.case).update(assisted_by=cast.person("desk"), assisted_at=timezone.now())
    assert [line.id for line in assisted_cases(cast.clerk("desk"))] == [filed.case]
    assert assisted_cases(cast.clerk("desk2")) == ()
    assert assisted_cases(filed.applicant) == ()


def test_a_department_that_is_consulted_sees_what_its_step_needs_and_no_more(filed: Filed) -> None:
    filed.accept()
    seen = case_view(filed.cast.clerk("fire"), filed.case)
    assert {each.field.code for each in seen.fields} | {each.slot.code for each in seen.slots} == {
        *("shop_name", "address", "area_sqm", "scope", "seats", "lease")
    }
    assert seen.documents == ()


def test_who_reviews_or_decides_sees_everything(filed: Filed) -> None:
    filed.reviewed()
    everything = {each.field.code for each in filed.view().fields}
    for username in ("desk", "food", "head"):
        seen = case_view(filed.cast.clerk(username), filed.case)
        assert {each.field.code for each in seen.fields} == everything


def test_a_point_of_a_correction_is_shown_to_those_who_see_its_field(filed: Filed) -> None:
    filed.ask("seats", "operator_id")
    perform(filed.applicant, FillIn(filed.case, {"seats": "40", "operator_id": "990103197601232153"}))
    perform(filed.applicant, Resubmit(filed.case))
    filed.accept()
    (notice,) = case_view(filed.cast.clerk("city"), filed.case).corrections
    assert [point.code for point in notice.points] == ["seats"]
