"""What is known is not typed again: account, registers, earlier cases, licences held; and never somebody else's."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, attach, do_jobs
from tests.workflows.cases.readings import say
from workflows.actor import SYSTEM, Actor
from workflows.cases import known as sources
from workflows.cases.command import perform
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.record_register import RecordRegister
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Case, Fact
from workflows.cases.queries.lists import typed_again
from workflows.cases.unit import Unit
from workflows.catalogue.item import Source
from workflows.outside import registers
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db
SHOP = {"uscc": "92990102MA0000002D", "name": "云东区晓岚书吧", "address": "云州市云东区望江街道滨江路20号1层101室"}
OTHER = {"uscc": "92990102MA0000003G", "name": "另一家", "address": "云州市云东区望江街道滨江路22号"}


@pytest.fixture(autouse=True)
def awake() -> None:
    """No register rests from the test before."""
    registers.wake()


def started(cast: Cast, actor: Actor | None = None) -> Filed:
    """A new draft, by default of 林晓岚, whom the register of businesses knows."""
    actor = actor or cast.citizen("lin")
    return Filed(cast, actor, perform(actor, StartCase("food_permit")).case)


def told(drafted: Filed, *records: dict[str, str]) -> None:
    """The register of businesses answers."""
    perform(SYSTEM, RecordRegister(drafted.case, "business", records))


def value(drafted: Filed, code: str) -> tuple[Any, str, str]:
    fact = drafted.field(code).fact
    return (fact.value, fact.source, fact.origin) if fact else (None, "", "")


def test_a_draft_opens_with_what_the_register_says_and_names_it(cast: Cast) -> None:
    drafted = started(cast)
    do_jobs("ask_register")
    assert value(drafted, "shop_name") == (SHOP["name"], "register", "business")
    assert value(drafted, "uscc") == (SHOP["uscc"], "register", "business")


def test_what_was_typed_stays_whatever_the_register_says_later(cast: Cast) -> None:
    drafted = started(cast)
    perform(drafted.applicant, FillIn(drafted.case, {"shop_name": "晓岚小面"}))
    told(drafted, SHOP)
    assert value(drafted, "shop_name") == ("晓岚小面", "typed", "")
    assert [fact.value for fact in drafted.field("shop_name").differing] == [SHOP["name"]]


def test_a_register_says_more_than_a_paper_and_both_are_shown(cast: Cast) -> None:
    drafted = started(cast)
    say(drafted, "licence", name="晓岚书吧")
    told(drafted, SHOP)
    assert value(drafted, "shop_name")[:2] == (SHOP["name"], "register")
    assert [fact.source for fact in drafted.field("shop_name").differing] == ["paper"]


def test_of_several_businesses_nobody_guesses_until_one_is_named(cast: Cast) -> None:
    drafted = started(cast)
    told(drafted, SHOP, OTHER)
    assert value(drafted, "shop_name") == (None, "", "")
    perform(drafted.applicant, FillIn(drafted.case, {"uscc": OTHER["uscc"]}))
    assert Job.objects.filter(kind="ask_register", payload__case=str(drafted.case)).count() == 2
    told(drafted, SHOP, OTHER)
    assert value(drafted, "shop_name") == (OTHER["name"], "register", "business")


def test_a_business_that_is_not_the_applicants_fills_nothing(cast: Cast) -> None:
    drafted = started(cast)
    perform(drafted.applicant, FillIn(drafted.case, {"uscc": OTHER["uscc"]}))
    told(drafted, SHOP)
    assert value(drafted, "shop_name") == (None, "", "")


def test_the_same_answer_twice_adds_nothing(cast: Cast) -> None:
    drafted = started(cast)
    told(drafted, SHOP)
    before = Fact.objects.count()
    told(drafted, SHOP)
    assert Fact.objects.count() == before


@pytest.mark.parametrize("level", [0, 1])
def test_an_account_whose_name_nobody_checked_gets_nothing_from_anybody(cast: Cast, level: int) -> None:
    actor = replace(cast.citizen("lin"), identity_level=level)
    case = Case(applicant_id=actor.person, state="draft", kind="permit", item_code="food_permit")
    assert not case.is_identified
    drafted = started(cast)
    Case.objects.filter(pk=drafted.case).update(is_identified=False)
    do_jobs("ask_register")
    assert value(drafted, "shop_name") == (None, "", "")
    sources.look_up(Unit(drafted.row, actor, drafted.row.created_at), drafted.view().item.sources)
    assert not Fact.objects.filter(case=drafted.case, source__in=("register", "case", "licence")).exists()


def test_who_is_met_at_the_counter_was_identified_there(cast: Cast) -> None:
    clerk = replace(cast.clerk("desk").acting_for(cast.person("lin")), channel="hall")
    drafted = started(cast, clerk)
    assert drafted.row.is_identified
    do_jobs("ask_register")
    assert value(drafted, "shop_name")[1] == "register"


def test_a_dead_register_holds_up_nobody(cast: Cast, settings: Settings) -> None:
    settings.REGISTERS = {"business": "http://127.0.0.1:9/"}
    drafted = started(cast)
    do_jobs("ask_register")
    job = Job.objects.get(kind="ask_register", payload__case=str(drafted.case))
    assert (job.done_at, job.failed_at, job.attempts) == (None, None, 0)
    perform(drafted.applicant, FillIn(drafted.case, {"shop_name": "晓岚书吧"}))
    assert value(drafted, "shop_name")[0] == "晓岚书吧"


def test_what_comes_after_handing_in_only_stands_beside(filed: Filed) -> None:
    told(filed, {"uscc": "92990102MA0000001A", "name": "另一个名字"})
    assert value(filed, "shop_name")[0] == "云东区老罗面馆"
    assert [fact.value for fact in filed.field("shop_name").differing] == ["另一个名字"]


def test_an_earlier_case_fills_what_the_pack_says_and_yields_to_a_paper(filed: Filed) -> None:
    drafted = started(filed.cast, filed.applicant)
    assert value(drafted, "food_manager") == ("唐若溪", "case", filed.row.number)
    assert value(drafted, "landlord") == (None, "", "")


@pytest.mark.parametrize("state", ["withdrawn", "not_accepted", "lapsed"])
def test_a_case_that_came_to_nothing_is_no_source(filed: Filed, state: str) -> None:
    Case.objects.filter(pk=filed.case).update(state=state, finished_at=filed.row.received_at)
    assert value(started(filed.cast, filed.applicant), "food_manager") == (None, "", "")


def test_nobody_sees_anothers_earlier_case(filed: Filed) -> None:
    assert value(started(filed.cast), "food_manager") == (None, "", "")


def licence_in(drafted: Filed) -> None:
    """A pack that takes the name of the business from the permit that the applicant holds."""
    unit = Unit(drafted.row, drafted.applicant, drafted.row.created_at)
    fills = {"shop_name": "shop_name", "certificate_number": "landlord", "seats": "seats"}
    sources.look_up(unit, [Source("licence", "food_permit", fills)])


def granted(filed: Filed) -> UUID:
    filed.reviewed().decide()
    do_jobs("issue")
    return filed.case


def test_a_licence_held_says_what_is_printed_on_it_and_its_number(filed: Filed) -> None:
    granted(filed)
    drafted = started(filed.cast, filed.applicant)
    licence_in(drafted)
    assert value(drafted, "shop_name")[:2] == ("云东区老罗面馆", "licence")
    assert value(drafted, "shop_name")[2].startswith("1.2.156.3005.2")
    assert value(drafted, "seats") == (None, "", ""), "it is not printed on the licence"


def test_typing_what_the_register_had_counts_as_typed_again_even_where_it_answered_later(cast: Cast) -> None:
    drafted = started(cast)
    perform(drafted.applicant, FillIn(drafted.case, {"shop_name": SHOP["name"], "landlord": "林晓岚"}))
    assert drafted.view().re_typed == 0
    told(drafted, SHOP)
    assert drafted.view().re_typed == 1


def test_a_shipped_pack_with_good_papers_lets_nobody_type_what_is_known(cast: Cast) -> None:
    drafted = started(cast, cast.citizen())
    attach(drafted.applicant, drafted.case, "id_card")
    say(drafted, "licence", name="云东区老罗面馆", uscc="92990102MA0000001A", address="云州市云东区望江街道滨江路9号")
    say(drafted, "lease", shade=90, landlord="林晓岚", starts_on="2026-09-01", ends_on="2029-08-31", area_sqm="86.5")
    rest = {"scope": ["hot"], "seats": "32"}
    rest |= {} if drafted.field("food_manager").value else {"food_manager": "唐若溪"}
    rest |= {} if drafted.field("food_manager_id").value else {"food_manager_id": "990102199908172469"}
    perform(drafted.applicant, FillIn(drafted.case, rest))
    perform(drafted.applicant, Submit(drafted.case))
    assert Case.objects.get(pk=drafted.case).submissions.get().re_typed == 0
    counted = typed_again("food_permit")
    assert (counted.values, counted.cases_with_none) == (0, counted.cases)


def test_the_figure_of_an_item_counts_its_newest_cases(filed: Filed) -> None:
    assert (typed_again("food_permit").cases, typed_again("nothing").cases) == (1, 0)
