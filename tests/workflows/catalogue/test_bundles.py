"""A bundle is one form made of its members' forms, checked by file and line, and told as a story without a database."""

from typing import Any

import pytest
import yaml

from tests.workflows.packs.members import BUNDLE, bundle, item_of_member
from workflows.catalogue import form, together
from workflows.catalogue.bundle import compile_bundle
from workflows.catalogue.bundle_story import simulate_bundle
from workflows.catalogue.checks import check
from workflows.catalogue.drive import NotAsTold
from workflows.catalogue.item import Item
from workflows.catalogue.simulate import RECEIVED, moment

NOW = moment(RECEIVED)
NEW = {"has_licence": False, "area": "86.5"}
ANSWERS: dict[str, Any] = NEW | {
    "holder_name": "罗建业",
    "holder_id": "990103197601232153",
    "mobile": "13800138000",
    "reason": "开面馆",
    "shop_name": "老罗面馆",
}
USCC = "92990102MA0000001A"


@pytest.fixture(scope="module")
def noodle() -> Item:
    """The bundle with its members."""
    return compile_bundle(bundle(), item_of_member)


def asked(item: Item, values: dict[str, Any]) -> set[str]:
    return {one.code for one in form.asked(item, values, NOW)}


def papers(item: Item, values: dict[str, Any]) -> dict[str, bool]:
    return {slot.code: needed for slot, needed in form.slots_asked(item, values, NOW)}


def test_the_bundle_has_no_fault() -> None:
    assert check(bundle(), item_of_member) == []


def test_what_members_share_is_asked_once(noodle: Item) -> None:
    codes = [one.code for one in noodle.fields]
    assert sorted(codes) == sorted(set(codes))
    assert {one.code: one.group for one in noodle.fields}["holder_name"] == "shared"
    assert {one.code: one.group for one in noodle.fields}["shop_name"] == "shared"
    assert codes.count("shop_name") == 1, "registration calls it name_of_shop, and the bundle says so"
    assert noodle.account == {"name": "holder_name", "id_number": "holder_id", "mobile": "mobile"}


def test_questions_decide_which_members_are_needed(noodle: Item) -> None:
    assert together.needed(noodle, NEW, NOW) == {"t_registration", "t_food", "t_fire"}
    assert together.needed(noodle, {"has_licence": True, "area": "20"}, NOW) == {"t_food"}


def test_what_a_member_gives_is_asked_only_where_that_member_is_not_needed(noodle: Item) -> None:
    assert "uscc" not in asked(noodle, NEW)
    assert "licence" not in papers(noodle, NEW)
    assert "uscc" in asked(noodle, {"has_licence": True, "area": "20"})
    assert papers(noodle, {"has_licence": True, "area": "20"}) == {"id_card": True, "licence": True}


def test_nothing_is_asked_that_an_open_question_may_make_needless(noodle: Item) -> None:
    assert "uscc" not in asked(noodle, {"area": "20"})
    assert papers(noodle, {"area": "20"}) == {"id_card": True}


def test_a_paper_that_all_ask_for_is_listed_once(noodle: Item) -> None:
    assert [slot.code for slot in noodle.slots] == ["id_card", "licence"]


def test_a_bundle_that_is_filled_in_has_no_problem_and_an_empty_one_names_the_questions(noodle: Item) -> None:
    assert form.problems(noodle, ANSWERS, NOW) == ()
    assert {one.field for one in form.problems(noodle, {}, NOW)} >= {"has_licence", "area"}


FAULTS = [
    ("item: t_fire", "item: t_nothing", "members[2].item", "unknown_item"),
    ("when: area >= 50", "when: aera >= 50", "members[2].when", "unknown_name"),
    ("when: area >= 50", "when: area >= > 50", "members[2].when", "expression"),
    ("{name_of_shop: shop_name}", "{nom_of_shop: shop_name}", "members[0].fields.nom_of_shop", "unknown_field"),
    ("{name_of_shop: shop_name}", "{name_of_shop: uscc}", "members[1].fields", "not_alike"),
    ("member: t_registration,", "member: t_signs,", "members[1].needs[0].member", "unknown_member"),
    ("member: t_registration,", "member: t_food,", "members[1].needs[0].member", "circle"),
    ("{uscc: uscc, c", "{usc: uscc, c", "members[1].needs[0].gives.usc", "unknown_field"),
    ("paper: licence", "paper: permit", "members[1].needs[0].paper", "unknown_field"),
    ("t_fire: site_visit}", "t_fire: decide}", "visits[0].steps.t_fire", "unknown_step"),
    ("group: situation, type: boolean", "group: nowhere, type: boolean", "fields[0].group", "unknown_group"),
    ("type: decimal, required: true, min", "type: decimal, min", "fields[1].required", "must_be_required"),
    ("kind: bundle", "kind: permit", "kind", "const"),
    ("item: t_fire", "itme: t_fire", "members[2].itme", "unknown_word"),
]


@pytest.mark.parametrize(("old", "new", "path", "code"), FAULTS, ids=[f"{path}-{code}" for _, _, path, code in FAULTS])
def test_a_fault_is_told_with_its_line(old: str, new: str, path: str, code: str) -> None:
    pack = bundle(old, new)
    found = [fault for fault in check(pack, item_of_member) if fault.code == code]
    assert [fault.path for fault in found] == [path]
    lines = pack.files["bundle.yaml"].decode().splitlines()
    assert found[0].file == "bundle.yaml"
    assert any(word in lines[found[0].line - 1] for word in (new, new.split(":")[0].strip("{"), "item:")), found[0]


REGISTERED = [
    {"member": "t_registration", "step": "accept", "outcome": "accept"},
    {"member": "t_registration", "step": "review", "outcome": "agree"},
    {"member": "t_registration", "step": "decide", "outcome": "grant", "gives": {"uscc": USCC}},
    {"member": "t_registration", "service": "issue"},
]


def through(code: str, outcome: str) -> list[dict[str, Any]]:
    """A member with a visit goes all its way."""
    steps = [("accept", "accept"), ("review", "agree"), ("site_visit", "passed"), ("decide", outcome)]
    done = [{"member": code, "step": step, "outcome": end} for step, end in steps]
    services = ["issue", "deliver"] if outcome == "grant" else ["deliver"]
    return [*done, *({"member": code, "service": one} for one in services)]


STORIES: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "food waits for the registration": (
        [],
        {"state": "open", "members": {"t_registration": "received", "t_food": "waiting", "t_fire": "received"}},
    ),
    "the code born midway reaches food": (
        REGISTERED,
        {
            "state": "partly_finished",
            "members": {"t_registration": "granted", "t_food": "received"},
            "knows": {"t_food": {"uscc": USCC, "licence_number": "t_registration-1"}},
        },
    ),
    "a refusal sinks only what rests on it": (
        [
            {"member": "t_registration", "step": "accept", "outcome": "accept"},
            {"member": "t_registration", "step": "review", "outcome": "disagree"},
            {"member": "t_registration", "step": "decide", "outcome": "refuse"},
            *through("t_fire", "grant"),
        ],
        {
            "state": "partly_granted",
            "members": {"t_registration": "refused", "t_food": "dropped", "t_fire": "granted"},
        },
    ),
    "food refused and the rest granted": (
        [
            *REGISTERED,
            {"member": "t_registration", "service": "deliver"},
            *through("t_fire", "grant"),
            *through("t_food", "refuse"),
        ],
        {"state": "partly_granted", "members": {"t_food": "refused", "t_fire": "finished"}},
    ),
    "everything granted": (
        [*REGISTERED, *through("t_fire", "grant"), *through("t_food", "grant")],
        {"state": "all_granted"},
    ),
    "fire and food come together once both visits are open": (
        [*REGISTERED, *through("t_fire", "grant")[:2], *through("t_food", "grant")[:2]],
        {"visits": {"premises": ["t_food", "t_fire"]}},
    ),
    "withdrawing the whole ends what has not begun": (
        [{"act": "withdraw_bundle"}],
        {"state": "withdrawn", "members": {"t_food": "dropped", "t_fire": "received", "t_registration": "received"}},
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_across_the_members_goes_as_it_tells(noodle: Item, name: str) -> None:
    when, then = STORIES[name]
    simulate_bundle(noodle, {"code": "x", "given": ANSWERS, "when": when, "then": then})


@pytest.mark.parametrize(
    ("when", "then"),
    [
        ([], {"state": "all_granted"}),
        ([], {"members": {"t_food": "received"}}),
        ([{"member": "t_food", "step": "accept", "outcome": "accept"}], {"state": "open"}),
        ([], {"asks": ["uscc"]}),
        ([], {"visits": {"premises": ["t_fire"]}}),
        ([], {"visits": {"cellar": []}}),
        ([*REGISTERED[:2], REGISTERED[2] | {"gives": {}}], {"state": "open"}),
        ([*REGISTERED[:2], REGISTERED[2] | {"gives": {"uscc": "92990102MA0000001B"}}], {"state": "open"}),
        ([REGISTERED[0] | {"gives": {"uscc": USCC}}], {"state": "open"}),
        ([], {"never_asks": ["shop_name"]}),
    ],
)
def test_a_story_that_does_not_come_true_is_told(noodle: Item, when: list[Any], then: dict[str, Any]) -> None:
    with pytest.raises(NotAsTold):
        simulate_bundle(noodle, {"code": "x", "given": ANSWERS, "when": when, "then": then})


def test_scenarios_of_a_bundle_are_checked_with_their_line() -> None:
    wrong = [
        {"code": "x", "title": {"zh": "一", "en": "one"}, "given": ANSWERS, "when": [], "then": {"state": "draft"}}
    ]
    (fault,) = check(bundle(scenarios=yaml.safe_dump(wrong, allow_unicode=True)), item_of_member)
    assert (fault.file, fault.code) == ("scenarios.yaml", "not_as_told")


def test_the_file_is_small() -> None:
    assert len(BUNDLE.splitlines()) < 40
