"""A bundle has no process: its members begin, wait, feed each other and end by themselves (国办发〔2025〕24号)."""

from dataclasses import replace

import pytest

from tests.cast import Cast
from tests.workflows.cases.bundling import USCC, Opened, drafted
from tests.workflows.cases.filing import attach, do_jobs
from tests.workflows.packs.members import publish_all
from workflows.cases.command import perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.submit import Submit
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import BundleMember, Case, Clock, Fact, Paper, Submission
from workflows.cases.queries.bundles import bundle_of, bundle_view
from workflows.cases.queries.case import case_view
from workflows.errors import Invalid, NotFound
from workflows.outside.models import Job
from workflows.people.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast: Cast) -> Opened:
    """The bundle, handed in."""
    found = drafted(cast)
    perform(found.applicant, Submit(found.bundle))
    return found


def test_one_form_and_one_paper_make_two_cases_and_one_that_waits(opened: Opened) -> None:
    assert opened.standing() == {"t_registration": "running", "t_food": "waiting", "t_fire": "running"}
    assert opened.row.state == "open"
    numbers = {opened.row.number, opened.case("t_registration").number, opened.case("t_fire").number}
    assert len(numbers) == 3
    assert Submission.objects.filter(case__bundle=opened.bundle).count() == 2


def test_each_member_has_its_own_clock_and_who_waits_has_none(opened: Opened) -> None:
    started = Clock.objects.filter(case__bundle=opened.bundle).values_list("case__item_code", flat=True)
    assert sorted(set(started)) == ["t_fire", "t_registration"]
    assert not Clock.objects.filter(case=opened.bundle).exists()
    (food,) = [one for one in bundle_view(opened.applicant, opened.bundle).members if one.code == "t_food"]
    assert ([label.zh for label in food.waits_for], food.clocks, food.number) == (["设立登记"], (), "")


def test_what_was_asked_and_uploaded_once_lies_in_every_member_with_its_source(opened: Opened) -> None:
    view = case_view(opened.applicant, opened.case("t_registration").pk)
    values = {one.field.code: (one.value, one.fact.source if one.fact else "") for one in view.fields}
    assert values["name_of_shop"] == ("老罗面馆", "typed")
    assert values["holder_name"] == ("罗建业", "account")
    digests = Paper.objects.filter(slot="id_card", case__item_code__startswith="t_").values_list("sha256", flat=True)
    assert (len(digests), len(set(digests))) == (3, 1)


def test_a_grant_gives_its_number_to_who_waited_and_hands_it_in(opened: Opened) -> None:
    opened.registered()
    do_jobs("advance_bundle")
    assert opened.standing()["t_food"] == "waiting", "the certificate is not there yet"
    opened.issued()
    # The certificate stands in for a paper, and is missing here: the applicant is asked for it alone.
    food = opened.case("t_food")
    fact = Fact.objects.get(case=food, field="uscc")
    assert (fact.value, fact.source, fact.grade) == (USCC, "sibling", "A")
    assert fact.origin == opened.case("t_registration").number
    assert food.state == "draft"
    assert Notice.objects.filter(code="member_needs_you", case=food.pk).exists()
    attach(opened.applicant, food.pk, "licence", 77)
    perform(opened.applicant, Submit(food.pk))
    do_jobs("advance_bundle")
    assert opened.standing()["t_food"] == "running"


def test_a_certificate_stands_in_for_the_paper_and_nobody_uploads_it(opened: Opened) -> None:
    opened.registered()
    do_jobs("issue")
    do_jobs("advance_bundle")
    food = opened.case("t_food")
    assert (food.state, opened.standing()["t_food"]) == ("received", "running")
    paper = Paper.objects.get(case=food, slot="licence")
    assert (paper.media_type, paper.stage) == ("application/pdf", "read")
    number = Fact.objects.get(case=food, field="licence_number")
    assert (number.source, number.value[:14]) == ("sibling", "1.2.156.3005.2")
    assert Submission.objects.get(case=food).re_typed == 0
    assert "uscc" in Submission.objects.get(case=food).values
    assert Clock.objects.filter(case=food, code="answer").exists()


def test_a_grant_without_the_number_that_it_gives_cannot_be_saved(opened: Opened) -> None:
    for given in ({"uscc": ""}, {"uscc": "92990102MA0000001B"}):
        opened_case = opened.case("t_registration")
        if opened_case.state == "received":
            opened.to_decision("t_registration")
        with pytest.raises(Invalid) as refused:
            opened.act("t_registration", "decide", Decide, "grant", "", (), given)
        assert [problem.field for problem in refused.value.problems] == ["uscc"]


def test_the_applicant_is_never_asked_what_the_body_gives(opened: Opened) -> None:
    view = case_view(opened.applicant, opened.case("t_registration").pk)
    assert [one.is_asked for one in view.fields if one.field.code == "uscc"] == [False]


def test_a_refusal_sinks_what_rests_on_it_and_nothing_else(opened: Opened) -> None:
    opened.registered("refuse")
    do_jobs("advance_bundle")
    assert opened.standing() == {"t_registration": "refused", "t_food": "dropped", "t_fire": "running"}
    assert opened.row.state == "partly_finished"
    assert Notice.objects.filter(person=opened.applicant.person, code="member_dropped").count() == 1
    assert opened.case("t_fire").state == "received"


def test_withdrawing_the_bundle_ends_what_has_not_begun_alone(opened: Opened) -> None:
    perform(opened.applicant, Withdraw(opened.bundle))
    assert opened.row.state == "withdrawn"
    assert opened.standing() == {"t_registration": "running", "t_food": "dropped", "t_fire": "running"}
    opened.registered()
    do_jobs("issue", "advance_bundle")
    assert opened.standing()["t_food"] == "dropped"


def test_all_withdrawn_members_end_the_bundle_without_a_grant(opened: Opened) -> None:
    for code in ("t_registration", "t_fire"):
        perform(opened.applicant, Withdraw(opened.case(code).pk))
    do_jobs("advance_bundle")
    assert (opened.row.state, opened.row.finished_at is not None) == ("all_refused", True)


def test_questions_leave_members_out(cast: Cast) -> None:
    found = drafted(cast, has_licence="true", area="20", uscc=USCC)
    attach(found.applicant, found.bundle, "licence", 99)
    perform(found.applicant, Submit(found.bundle))
    assert found.standing() == {"t_registration": "not_needed", "t_food": "running", "t_fire": "not_needed"}


def test_an_incomplete_bundle_begins_nothing(cast: Cast) -> None:
    found = drafted(cast, shop_name="")
    with pytest.raises(Invalid) as refused:
        perform(found.applicant, Submit(found.bundle))
    assert [problem.field for problem in refused.value.problems] == ["shop_name"]
    assert not BundleMember.objects.exists()
    assert not Case.objects.filter(bundle=found.bundle).exists()


def test_the_counter_files_a_bundle_as_well(cast: Cast) -> None:
    publish_all()
    clerk = replace(cast.clerk("desk").acting_for(cast.person("luo")), channel="hall")
    found = drafted(cast, clerk)
    perform(clerk, Submit(found.bundle))
    assert {found.case(code).assisted_by_id for code in ("t_registration", "t_fire")} == {clerk.person}
    assert found.case("t_fire").channel == "hall"


def test_a_job_that_runs_twice_begins_nobody_twice(opened: Opened) -> None:
    opened.registered()
    do_jobs("issue")
    Job.objects.filter(kind="advance_bundle").update(done_at=None, attempts=0)
    do_jobs("advance_bundle")
    assert Case.objects.filter(bundle=opened.bundle).count() == 3


def test_outsiders_learn_nothing_of_a_bundle(opened: Opened) -> None:
    for outsider in opened.cast.outsiders():
        with pytest.raises(NotFound):
            bundle_view(outsider, opened.bundle)


def test_a_body_sees_how_the_others_stand_and_opens_only_its_own(opened: Opened) -> None:
    opened.act("t_fire", "accept", Accept)
    fire = opened.officer("fire", "fire", "reviewer")
    view = bundle_of(fire, opened.case("t_fire").pk)
    assert view is not None
    assert {one.code: one.case is not None for one in view.members} == {
        "t_registration": False,
        "t_food": False,
        "t_fire": True,
    }
