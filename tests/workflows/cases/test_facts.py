"""What is known of a field, from where, and which of several words counts."""

from uuid import UUID

import pytest
from django.db import IntegrityError

from tests.workflows.cases.filing import ANSWERS, Filed, attach, elsewhere
from tests.workflows.cases.readings import say
from workflows.cases.command import perform
from workflows.cases.commands.fill_in import LONGEST_RAW, FillIn
from workflows.cases.commands.remove_paper import RemovePaper
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Fact, Paper
from workflows.catalogue.publish import item_by_code
from workflows.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(filed: Filed) -> Filed:
    """A new draft of the same applicant, as the account has filled it."""
    return Filed(filed.cast, filed.applicant, perform(filed.applicant, StartCase("food_permit")).case)


def fill(drafted: Filed, **values: str | list[str]) -> None:
    perform(drafted.applicant, FillIn(drafted.case, values))


def known(drafted: Filed, code: str) -> tuple[object, str]:
    """The value that counts, and its source."""
    fact = drafted.field(code).fact
    return (fact.value, fact.source) if fact else (None, "")


def remove(drafted: Filed, paper: UUID) -> None:
    perform(drafted.applicant, RemovePaper(drafted.case, paper))


def test_a_new_draft_holds_what_the_account_knows(empty: Filed) -> None:
    assert known(empty, "operator_name") == ("罗建业", "account")
    assert known(empty, "operator_id") == ("990103197601232153", "account")
    assert known(empty, "shop_name") == (None, "")


def test_a_draft_that_is_opened_again_is_the_same_and_prefilled_once(empty: Filed) -> None:
    count = Fact.objects.filter(case=empty.case).count()
    assert perform(empty.applicant, StartCase("food_permit")).case == empty.case
    assert Fact.objects.filter(case=empty.case).count() == count


def test_a_paper_fills_what_is_empty(empty: Filed) -> None:
    say(empty, "licence", name="云东区老罗面馆")
    field = empty.field("shop_name")
    assert known(empty, "shop_name") == ("云东区老罗面馆", "paper")
    assert field.fact is not None
    assert (field.fact.page, field.fact.quad is not None, field.fact.grade) == (1, True, "C")
    assert field.paper is not None


@pytest.mark.parametrize("paper_first", [True, False])
def test_what_was_typed_counts_over_every_paper_whichever_came_first(empty: Filed, paper_first: bool) -> None:
    if paper_first:
        say(empty, "licence", name="云东区老罗面馆")
    fill(empty, shop_name="老罗小面")
    if not paper_first:
        say(empty, "licence", name="云东区老罗面馆")
    assert known(empty, "shop_name") == ("老罗小面", "typed")
    assert [fact.value for fact in empty.field("shop_name").differing] == ["云东区老罗面馆"]


def test_a_fact_is_never_changed_or_deleted(empty: Filed) -> None:
    fill(empty, seats="30")
    fill(empty, seats="40")
    fill(empty, seats="")
    values = Fact.objects.filter(case=empty.case, field="seats").order_by("pk").values_list("value", flat=True)
    assert list(values) == [30, 40, None]
    with pytest.raises(IntegrityError, match="append only"):
        Fact.objects.filter(case=empty.case).update(value=99)


def test_typing_the_same_again_adds_nothing(empty: Filed) -> None:
    fill(empty, seats="30")
    fill(empty, seats=" 30 ")
    assert Fact.objects.filter(case=empty.case, field="seats").count() == 1


def test_a_value_that_was_cleared_stays_clear_though_a_paper_has_one(empty: Filed) -> None:
    say(empty, "licence", name="云东区老罗面馆")
    fill(empty, shop_name="")
    assert known(empty, "shop_name") == (None, "typed")


def test_a_value_that_was_cleared_is_filled_by_a_paper_that_comes_later(empty: Filed) -> None:
    fill(empty, shop_name="老罗")
    fill(empty, shop_name="")
    say(empty, "licence", name="云东区老罗面馆")
    assert known(empty, "shop_name") == ("云东区老罗面馆", "paper")


def test_the_paper_wins_over_nothing_but_the_account_over_the_paper(empty: Filed) -> None:
    say(empty, "id_card", name="罗建叶")
    assert known(empty, "operator_name") == ("罗建业", "account")
    assert [fact.value for fact in empty.field("operator_name").differing] == ["罗建叶"]


def test_of_two_papers_the_later_word_counts_and_both_are_shown(empty: Filed) -> None:
    say(empty, "lease", landlord="林晓岚")
    say(empty, "lease", shade=90, landlord="林晓风")
    assert known(empty, "landlord") == ("林晓风", "paper")
    assert [fact.value for fact in empty.field("landlord").differing] == ["林晓岚"]


def test_a_paper_taken_out_no_longer_counts(empty: Filed) -> None:
    paper = say(empty, "lease", landlord="林晓岚")
    remove(empty, paper)
    assert known(empty, "landlord") == (None, "")
    assert Fact.objects.filter(case=empty.case, field="landlord").exists()


def test_a_picture_from_the_wrong_slot_counts_only_as_what_it_is_now(empty: Filed) -> None:
    wrong = say(empty, "licence", shade=90, name="房屋租赁合同", address="某路1号")
    remove(empty, wrong)
    say(empty, "lease", shade=90, landlord="林晓岚")
    assert known(empty, "shop_name") == (None, "")
    assert known(empty, "landlord") == ("林晓岚", "paper")


def test_a_value_that_another_source_repeats_is_confirmed_by_it(empty: Filed) -> None:
    say(empty, "id_card", name="罗建业")
    say(empty, "licence", shade=90, legal_rep="罗建业")
    assert [fact.source for fact in empty.field("operator_name").confirmed_by] == ["paper", "paper"]


def test_a_paper_never_confirms_itself(empty: Filed) -> None:
    remove(empty, say(empty, "lease", landlord="林晓岚"))
    say(empty, "lease", landlord="林晓岚")
    assert empty.field("landlord").confirmed_by == ()


def test_a_word_that_is_only_compared_is_never_put_in(empty: Filed) -> None:
    say(empty, "lease", address="云东区某路1号")
    assert known(empty, "address") == (None, "")
    fill(empty, address="云东区某路2号")
    assert [fact.value for fact in empty.field("address").differing] == ["云东区某路1号"]


def test_typing_what_a_paper_had_said_is_counted_once_a_field(empty: Filed) -> None:
    say(empty, "lease", landlord="林晓岚", area_sqm="86.5")
    fill(empty, landlord="林", seats="30")
    fill(empty, landlord="林晓岚")
    assert empty.view().re_typed == 1


def test_a_value_that_is_wrong_is_kept_as_typed_with_its_problem(empty: Filed) -> None:
    fill(empty, operator_id="990103197601232154", seats="many")
    field = empty.field("operator_id")
    assert (field.value, field.shown) == (None, "990103197601232154")
    assert field.fact is not None
    assert field.fact.problem == "checksum"
    assert empty.field("seats").shown == "many"


def test_a_wrong_value_of_a_paper_counts_for_nothing(empty: Filed) -> None:
    say(empty, "licence", uscc="92990102MA0000001B")
    assert known(empty, "uscc") == (None, "")
    assert Fact.objects.get(case=empty.case, field="uscc").raw == "92990102MA0000001B"


def test_what_is_typed_without_end_is_cut_and_refused(empty: Filed) -> None:
    fill(empty, shop_name="面" * (LONGEST_RAW + 1))
    fact = Fact.objects.get(case=empty.case, field="shop_name", source="typed")
    assert (len(fact.raw), fact.value) == (LONGEST_RAW, None)


def test_a_field_that_the_form_does_not_have_is_refused_whole(empty: Filed) -> None:
    with pytest.raises(Invalid) as refused:
        fill(empty, seats="30", grade="A", state="granted")
    assert {problem.field for problem in refused.value.problems} == {"grade", "state"}
    assert known(empty, "seats") == (None, "")


def test_what_was_handed_in_is_no_longer_open(filed: Filed) -> None:
    with pytest.raises(Conflict) as late:
        fill(filed, seats="10")
    assert late.value.what == "state_received"


def test_a_paper_that_is_read_after_handing_in_changes_nothing_that_was_handed_in(empty: Filed) -> None:
    for slot in ("id_card", "licence"):
        attach(empty.applicant, empty.case, slot)
    say(empty, "lease", landlord="林晓岚")
    attach(empty.applicant, empty.case, "lease", shade=90)
    answers = ANSWERS | elsewhere(empty.applicant)
    fill(empty, **{code: value for code, value in answers.items() if code != "landlord"})
    perform(empty.applicant, Submit(empty.case))
    say(empty, "lease", paper=Paper.objects.filter(case=empty.case).latest("added_at"), landlord="别人")
    assert known(empty, "landlord") == ("林晓岚", "paper")
    assert [fact.value for fact in empty.field("landlord").differing] == ["别人"]


def test_the_same_bytes_lie_once_in_a_slot(empty: Filed) -> None:
    attach(empty.applicant, empty.case, "lease")
    attach(empty.applicant, empty.case, "lease")
    assert Paper.objects.filter(case=empty.case).count() == 1


def warned(drafted: Filed, paper: UUID) -> set[str]:
    return {each["code"] for each in Paper.objects.get(pk=paper).warnings}


@pytest.mark.parametrize(
    ("valid_to", "says"),
    [("2020-01-01", True), ("2099-01-01", False), ("long_term", False)],
    ids=["past", "to come", "never"],
)
def test_a_paper_that_has_expired_is_told(empty: Filed, valid_to: str, says: bool) -> None:
    assert ("expired" in warned(empty, say(empty, "licence", valid_to=valid_to))) is says


def test_the_same_paper_in_another_slot_is_told(empty: Filed) -> None:
    first = say(empty, "licence", name="云东区老罗面馆")
    other = next(slot.code for slot in item_by_code("food_permit").slots if slot.code != "licence")
    second = say(empty, other, shade=250)
    assert "same_paper" not in warned(empty, first)
    assert "same_paper" in warned(empty, second)
