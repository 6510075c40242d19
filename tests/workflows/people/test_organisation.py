"""Who serves where: an appointment holds from its first day to its last, both included."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Cast
from workflows.errors import NotFound
from workflows.people.models import Appointment
from workflows.people.organisation import appointments, bodies, body, colleagues, serving

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def appoint(cast: Cast, from_days: int, to_days: int | None) -> None:
    """The administrator serves at the fire brigade from and to these days, counted from today."""
    today = timezone.localdate()
    until = None if to_days is None else today + to_days * DAY
    Appointment.objects.create(
        person_id=cast.person("admin"),
        body_id="fire",
        role="fire_officer",
        from_on=today + from_days * DAY,
        to_on=until,
    )


@pytest.mark.parametrize(
    ("from_days", "to_days", "serves"),
    [(0, 0, True), (-9, 0, True), (0, None, True), (1, None, False), (-9, -1, False), (-9, 9, True)],
)
def test_an_appointment_holds_on_its_first_and_last_day(
    cast: Cast, from_days: int, to_days: int | None, serves: bool
) -> None:
    appoint(cast, from_days, to_days)
    admin = cast.person("admin")
    assert [desk.body.code for desk in appointments(admin)] == (["fire"] if serves else [])
    assert (admin in {each.id for each in colleagues("fire")}) is serves
    assert serving("fire", [admin], timezone.localdate()) == ({admin} if serves else set())


def test_several_roles_in_one_body_are_one_desk(cast: Cast) -> None:
    (desk,) = appointments(cast.person("head2"))
    assert desk.roles == {"food_head", "food_reviewer"}


def test_a_colleague_with_two_roles_is_listed_once(cast: Cast) -> None:
    names = [each.name for each in colleagues("amr")]
    assert len(names) == len(set(names))


def test_a_citizen_has_no_desk(cast: Cast) -> None:
    assert appointments(cast.person("luo")) == ()


def test_an_appointment_does_not_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(cast, 0, -1)


def test_a_body_is_named_in_both_languages_and_the_chinese_name_is_the_legal_one(cast: Cast) -> None:
    found = body("fire")
    assert found.name("en-gb") == "Fire and Rescue Brigade of Yundong"
    assert found.name("zh-hans") == found.name("fr") == "云州市消防救援支队云东大队"
    assert bodies()["fire"] == found
    with pytest.raises(NotFound):
        body("no_such_body")


def test_a_person_who_served_long_ago_did_serve_then(cast: Cast) -> None:
    desk = cast.person("desk")
    assert serving("dsb", [desk], date(2021, 1, 1)) == {desk}
    assert serving("dsb", [desk], date(2019, 1, 1)) == set()
    assert serving("amr", [desk], date(2021, 1, 1)) == set()
