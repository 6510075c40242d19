"""Founds a city from its file: bodies, people, calendars, synonyms and packs; run again, it changes nothing."""

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

from workflows.actor import SYSTEM
from workflows.catalogue.models import ServiceItem
from workflows.catalogue.pack import read_pack
from workflows.catalogue.publish import publish
from workflows.catalogue.search import seed_synonyms
from workflows.law.calendars import seed_calendars
from workflows.people.models import Appointment, Body, Person

PACKS = Path(__file__).resolve().parent.parent / "packs"
CITY = PACKS / "city.yaml"
NAMESPACE = UUID("5a0c2f1e-6d0b-5f57-9a55-0d0e0d000001")
SINCE = date(2020, 1, 1)


@dataclasses.dataclass(frozen=True)
class Account:
    """Somebody of the city who may sign in; the portal makes the account."""

    username: str
    person: UUID
    zh: str
    en: str
    is_staff: bool
    administers: str


@dataclasses.dataclass(frozen=True)
class System:
    """A department's system that may use the REST interface."""

    code: str
    body: str
    roles: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class City:
    """What the portal needs to know of the city that was founded."""

    accounts: tuple[Account, ...]
    systems: tuple[System, ...]


def found_city(path: Path = CITY) -> City:
    """Write what the file says, where it is not there yet, and publish every pack beside it."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in data["bodies"]:
        _body(entry)
    accounts = [_account(entry, is_staff=True) for entry in data["staff"]]
    accounts += [_account(entry, is_staff=False) for entry in data["citizens"]]
    seed_calendars(data["calendars"])
    seed_synonyms(data["synonyms"])
    # Bundles come after the items that they are made of.
    for folder in sorted(PACKS.iterdir(), key=lambda place: ((place / "bundle.yaml").is_file(), place.name)):
        if any((folder / name).is_file() for name in ("service.yaml", "bundle.yaml")):
            pack = read_pack(folder)
            # A start founds the city again each time; what is current already is not looked at twice.
            if not ServiceItem.objects.filter(code=pack.code, current__sha256=pack.sha256).exists():
                publish(pack, SYSTEM)
    systems = tuple(System(s["code"], s["body"], tuple(s["roles"])) for s in data.get("systems", ()))
    return City(tuple(accounts), systems)


def _body(entry: dict[str, Any]) -> None:
    address = entry.get("address", {})
    Body.objects.get_or_create(
        code=entry["code"],
        defaults={
            "name_zh": entry["zh"],
            "name_en": entry["en"],
            "uscc": entry["uscc"],
            "level": entry["level"],
            "division": entry["division"],
            "address_zh": address.get("zh", ""),
            "address_en": address.get("en", ""),
            "phone": entry.get("phone", ""),
        },
    )


def _account(entry: dict[str, Any], is_staff: bool) -> Account:
    # The same person at each founding, so that a second one finds the first one's rows.
    person_id = uuid5(NAMESPACE, entry["id_number"])
    person, _ = Person.objects.get_or_create(
        id_number=entry["id_number"],
        defaults={
            "id": person_id,
            "name": entry["name"],
            "mobile": entry.get("mobile", ""),
            "address": entry.get("address", ""),
        },
    )
    for held in entry.get("appointments", ()):
        Appointment.objects.get_or_create(person=person, body_id=held["body"], role=held["role"], from_on=SINCE)
    return Account(entry["username"], person.pk, entry["zh"], entry["en"], is_staff, entry.get("administers", ""))
