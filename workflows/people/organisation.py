"""Who is appointed where today, and what a body is called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from workflows.errors import NotFound
from workflows.people.models import Appointment, Body, Person, Relation
from workflows.people.persons import PersonView, person_view


@dataclass(frozen=True)
class BodyView:
    """A body as pages and documents name it."""

    code: str
    name_zh: str
    name_en: str
    uscc: str
    level: int
    division: str
    address_zh: str = ""
    address_en: str = ""
    phone: str = ""

    def name(self, language: str) -> str:
        """The body's name; every language but English reads the Chinese one, which is the legal one."""
        return self.name_en if language.startswith("en") else self.name_zh


@dataclass(frozen=True)
class AppointmentView:
    """The roles that a person holds in one body today."""

    body: BodyView
    roles: frozenset[str]


def body_view(body: Body) -> BodyView:
    """The frozen view of a row."""
    return BodyView(
        body.code,
        body.name_zh,
        body.name_en,
        body.uscc,
        body.level,
        body.division,
        body.address_zh,
        body.address_en,
        body.phone,
    )


def body(code: str) -> BodyView:
    """The body with this code. Raises NotFound."""
    row = Body.objects.filter(pk=code).first()
    if row is None:
        raise NotFound
    return body_view(row)


def bodies() -> dict[str, BodyView]:
    """All bodies by code; a city has a few hundred at most."""
    return {row.code: body_view(row) for row in Body.objects.all()}


def colleagues(code: str) -> tuple[PersonView, ...]:
    """Who serves in a body today, by name."""
    today = timezone.localdate()
    rows = Person.objects.filter(
        Q(appointments__to_on=None) | Q(appointments__to_on__gte=today),
        appointments__body_id=code,
        appointments__from_on__lte=today,
    )
    return tuple(person_view(row) for row in rows.order_by("name").distinct())


def serving(code: str, persons: Iterable[UUID], on: date) -> set[UUID]:
    """Those of `persons` who serve in a body on this day."""
    held = Appointment.objects.filter(Q(to_on=None) | Q(to_on__gte=on), body_id=code, from_on__lte=on)
    return set(held.filter(person_id__in=list(persons)).values_list("person_id", flat=True))


def holders(code: str, role: str) -> tuple[UUID, ...]:
    """Who holds a role in a body today."""
    today = timezone.localdate()
    held = Appointment.objects.filter(Q(to_on=None) | Q(to_on__gte=today), body_id=code, role=role, from_on__lte=today)
    return tuple(held.order_by("person_id").values_list("person_id", flat=True).distinct())


def posts_in(code: str, on: date) -> dict[UUID, frozenset[str]]:
    """Who serves in a body on this day, each with the roles held there."""
    held = Appointment.objects.filter(Q(to_on=None) | Q(to_on__gte=on), body_id=code, from_on__lte=on)
    found: dict[UUID, set[str]] = {}
    for person, role in held.values_list("person_id", "role"):
        found.setdefault(person, set()).add(role)
    return {person: frozenset(roles) for person, roles in found.items()}


def appointments(person: UUID) -> tuple[AppointmentView, ...]:
    """Where this person serves today, one view a body, in the order of the bodies' codes."""
    today = timezone.localdate()
    rows = (
        Appointment.objects.filter(Q(to_on=None) | Q(to_on__gte=today), person_id=person, from_on__lte=today)
        .select_related("body")
        .order_by("body_id")
    )
    held: dict[str, tuple[Body, set[str]]] = {}
    for row in rows:
        held.setdefault(row.body_id, (row.body, set()))[1].add(row.role)
    return tuple(AppointmentView(body_view(body), frozenset(roles)) for body, roles in held.values())


def is_near(staff: UUID | None, person: UUID, on: date) -> bool:
    """Whether this member of staff has declared that person as near on this day."""
    rows = Relation.objects.filter(Q(to_on=None) | Q(to_on__gte=on), staff_id=staff, relative_id=person)
    return staff is not None and rows.filter(from_on__lte=on).exists()
