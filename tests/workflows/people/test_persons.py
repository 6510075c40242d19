"""Persons: found by the number on the card, entered once, shown with the number hidden."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from workflows.errors import NotFound
from workflows.people.models import Person
from workflows.people.persons import enrol, name_of, person, person_by_id_number

pytestmark = pytest.mark.django_db
NUMBER = "99010319901231001X"


@pytest.mark.parametrize("typed", [NUMBER, NUMBER.lower(), f"  {NUMBER} "])
def test_a_person_is_found_by_the_number_however_it_is_typed(typed: str) -> None:
    made = enrol("欧阳·热合曼", NUMBER)
    assert person_by_id_number(typed) == made


def test_the_same_number_is_the_same_person_and_keeps_the_first_name() -> None:
    first = enrol("罗建业", NUMBER, "13800000000")
    assert enrol("别人", NUMBER.lower()) == first
    assert Person.objects.count() == 1


def test_the_database_refuses_a_second_person_of_the_same_number() -> None:
    enrol("罗建业", NUMBER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="别人", id_number=NUMBER)


def test_persons_without_a_number_are_never_found_by_it() -> None:
    Person.objects.create(name="无证")
    Person.objects.create(name="也无证")
    assert person_by_id_number("") is None
    assert person_by_id_number(" ") is None


@pytest.mark.parametrize(("number", "shown"), [(NUMBER, "990103**********1X"), ("A1234567", "********"), ("", "")])
def test_a_number_is_shown_with_its_middle_hidden(number: str, shown: str) -> None:
    assert person(Person.objects.create(name="某", id_number=number).pk).masked_id_number == shown


def test_a_long_name_and_rare_characters_are_kept_as_they_are(cast: Cast) -> None:
    name = "𠀀" + "阿卜杜热合曼·" * 12
    assert name_of(enrol(name, NUMBER).id) == name


def test_nobody_has_no_name_and_a_stranger_is_not_found() -> None:
    assert name_of(None) == ""
    with pytest.raises(NotFound):
        person(Person().pk)
