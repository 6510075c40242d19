"""Persons: finding one at the counter, and what may be shown of one."""

from dataclasses import dataclass
from uuid import UUID

from workflows.errors import NotFound
from workflows.people.models import Person


@dataclass(frozen=True)
class PersonView:
    """A person as its own page, or the counter, sees it."""

    id: UUID
    name: str
    id_number: str
    mobile: str
    address: str
    mail: str
    language: str

    @property
    def masked_id_number(self) -> str:
        """First six and last two characters, the rest hidden."""
        number = self.id_number
        return f"{number[:6]}{'*' * (len(number) - 8)}{number[-2:]}" if len(number) > 8 else "*" * len(number)


def person_view(row: Person) -> PersonView:
    """The frozen view of a row."""
    return PersonView(row.id, row.name, row.id_number, row.mobile, row.address, row.mail, row.language)


def person(person_id: UUID) -> PersonView:
    """The person with this id. Raises NotFound."""
    row = Person.objects.filter(pk=person_id).first()
    if row is None:
        raise NotFound
    return person_view(row)


def person_by_id_number(id_number: str) -> PersonView | None:
    """The person at the counter, by the number on the ID card, or None."""
    row = Person.objects.filter(id_number=id_number.strip().upper()).exclude(id_number="").first()
    return person_view(row) if row else None


def enrol(name: str, id_number: str, mobile: str = "", person_id: UUID | None = None) -> PersonView:
    """Enter a person into the register, or return the one whose ID number this is.

    Requires checked values: the ID number with its check digit, the name as on the card.
    """
    values = {"name": name, "mobile": mobile} | ({"id": person_id} if person_id else {})
    row, _ = Person.objects.get_or_create(id_number=id_number.upper(), defaults=values)
    return person_view(row)


def name_of(person_id: UUID | None) -> str:
    """The person's name, or an empty text for nobody."""
    if person_id is None:
        return ""
    return Person.objects.filter(pk=person_id).values_list("name", flat=True).first() or ""
