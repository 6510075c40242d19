"""The bundle of a birth as it ships: what waits for the certificate, what the hospital gives, one birth once."""

from dataclasses import replace

import pytest

from tests.cast import Cast
from tests.workflows.cases.filing import attach
from tests.workflows.packs.test_city import CITY
from workflows.actor import Actor
from workflows.cases.command import perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Case, Fact, Task
from workflows.cases.queries.bundles import bundle_view
from workflows.errors import Invalid

pytestmark = pytest.mark.django_db

BABY = {
    "born_here": "true",
    "married": "false",
    "follow": "mother",
    "claim_refund": "false",
    "baby_name": "吴安禾",
    "baby_sex": "female",
    "born_at": "2026-01-28T06:42:00+08:00",
    "weight_g": "3300",
    "mother_ethnicity": "汉",
    "ethnicity": "汉",
    "household_no": "990103001000123",
    "home_address": "云州市云西区青石街道石桥里6号2单元301室",
    "clinic": "qingshi",
}


def opened(actor: Actor, **answers: str) -> Case:
    """The bundle of a birth as a draft, filled in."""
    case = perform(actor, StartCase("newborn")).case
    attach(actor, case, "id_card")
    perform(actor, FillIn(case, BABY | answers))
    return Case.objects.get(pk=case)


def serving(cast: Cast, body: str, role: str) -> Actor:
    """Somebody of the city who holds this role there."""
    place = {"body": body, "role": role}
    username = next(one["username"] for one in CITY["staff"] if place in one.get("appointments", ()))
    return replace(cast.clerk(username), body=body, roles=frozenset({role}))


def task(bundle: Case, code: str) -> Task:
    return Task.objects.get(case__bundle=bundle, case__item_code=code, state="open")


def test_a_number_of_another_form_is_not_taken_from_the_officer_either(cast: Cast) -> None:
    actor = cast.citizen()
    bundle = opened(actor)
    perform(actor, Submit(bundle.pk))
    standing = {one.code: one.standing for one in bundle_view(actor, bundle.pk).members}
    assert standing["birth_certificate"] == "running"
    assert standing["maternity_refund"] == "not_needed"
    assert {code for code, one in standing.items() if one == "waiting"} == {
        *("vaccination_record", "birth_household_registration", "newborn_medical_insurance", "social_security_card")
    }
    officers = {"accept": ("dsb", "front_desk"), "cert_check": ("health", "maternity_clerk")}
    for element, make in (("accept", Accept), ("cert_check", lambda key: GiveOpinion(key, "agree"))):
        found = task(bundle, "birth_certificate")
        assert found.element == element
        perform(serving(cast, *officers[element]), make(found.pk))
    head, deciding = serving(cast, "health", "maternity_head"), task(bundle, "birth_certificate").pk
    with pytest.raises(Invalid) as refused:
        perform(head, Decide(deciding, "grant", given={"birth_cert_no": "A99"}))
    assert [(one.field, one.code) for one in refused.value.problems] == [("birth_cert_no", "rule")]
    perform(head, Decide(deciding, "grant", given={"birth_cert_no": "A990000001"}))
    fact = Fact.objects.get(case__bundle=bundle, field="birth_cert_no")
    assert (fact.value, fact.source, fact.grade) == ("A990000001", "body", "A")


def test_a_birth_is_brought_once_whoever_brings_it(cast: Cast) -> None:
    elsewhere = {"born_here": "false", "birth_cert_no": "A990000001"}
    perform(cast.citizen(), Submit(opened(cast.citizen(), **elsewhere).pk))
    other = cast.citizen("lin")
    second = opened(other, **elsewhere)
    with pytest.raises(Invalid) as refused:
        perform(other, Submit(second.pk))
    assert [(one.field, one.code) for one in refused.value.problems] == [("", "duplicate")]
    assert not Case.objects.filter(bundle=second).exclude(state="draft").exists()
