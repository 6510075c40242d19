"""What is known of an applicant before anything is typed: account, licences held, earlier cases, registers.

Nothing here blocks or overwrites: values are appended as facts beside what was typed, and registers are asked by a
job. Only a person whose name and number were checked is looked up, and only by that person's own number.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from workflows.cases.entering import read
from workflows.cases.facts import FactBook
from workflows.cases.models import Case, Fact, Submission
from workflows.cases.unit import Unit
from workflows.catalogue.item import Source
from workflows.catalogue.publish import item as item_of
from workflows.outcomes.models import Certificate
from workflows.outcomes.records import status_on
from workflows.outside.jobs import enqueue

IDENTIFIED = 2
"""The identity level from which name and number were checked by somebody else than their bearer."""
Record = Mapping[str, Any]
"""What one source says, by its own names; JSON values or text."""


def begin(unit: Unit) -> None:
    """Put in what is known when a draft begins."""
    for attribute, code in unit.item.account.items():
        add(unit, code, str(getattr(unit.case.applicant, attribute)), Fact.Source.ACCOUNT, "B")
    look_up(unit, unit.item.sources)


def follow(unit: Unit, changed: Iterable[str]) -> None:
    """Look again where one of the fields that pick among several records has got a value."""
    fields = set(changed)
    look_up(unit, [source for source in unit.item.sources if source.key and source.key in fields])


def look_up(unit: Unit, sources: Iterable[Source]) -> None:
    """Put in what these sources say of an applicant whose identity was checked; registers answer later."""
    if not unit.case.is_identified:
        return
    unit.facts_changed()
    for source in sources:
        if source.kind == "register":
            ask_later(unit, source)
        elif source.kind == "licence":
            put_in(unit, source, licences(unit, source.code), Fact.Source.LICENCE, "A")
        else:
            # What somebody declared once is declared: it yields to any paper that is handed in now.
            put_in(unit, source, earlier(unit, source.code), Fact.Source.CASE, "D")
    unit.facts_changed()


def ask_later(unit: Unit, source: Source) -> None:
    """Write the job that asks a register, once for each value of the key."""
    known = unit.facts.known.get(source.key) if source.key else None
    digest = hashlib.sha256(f"{unit.case.pk}:{known}".encode()).hexdigest()[:16]
    payload = {"case": str(unit.case.pk), "register": source.code}
    enqueue("ask_register", f"register:{unit.case.pk}:{source.code}:{digest}", payload)


def put_in(unit: Unit, source: Source, found: Iterable[tuple[str, Record]], kind: str, grade: str) -> None:
    """Append what the one record says that is meant; where several may be, and none is named, nobody guesses."""
    origin, record = pick(unit, source, list(found))
    for theirs, ours in source.fills.items():
        if record.get(theirs) not in (None, ""):
            add(unit, ours, record[theirs], kind, grade, origin)


def pick(unit: Unit, source: Source, found: list[tuple[str, Record]]) -> tuple[str, Record]:
    """The record that the key names, else the only one; an empty one where neither is there."""
    wanted = unit.facts.known.get(source.key) if source.key else None
    if wanted is not None:
        found = [(origin, record) for origin, record in found if value_of(unit, source, record) == wanted]
    return found[0] if len(found) == 1 or (wanted is not None and found) else ("", {})


def value_of(unit: Unit, source: Source, record: Record) -> Any:
    """What a record says of the field that picks, as the form would keep it."""
    field = unit.item.field(source.key)
    return read(field, record.get(source.key_there), unit.at)[0] if field else None


def add(unit: Unit, code: str, raw: Any, kind: str, grade: str, origin: str = "") -> None:
    """Append a fact, unless this source has said the same of the field; a value that is not valid is left out."""
    field = unit.item.field(code)
    value, problem = read(field, raw, unit.at) if field else (None, "")
    if value is None or problem:
        return
    said = Fact.objects.filter(case=unit.case, field=code, source=kind, origin=origin).order_by("pk").last()
    if said is not None and said.value == value:
        return
    Fact.objects.create(
        case=unit.case,
        field=code,
        value=value,
        raw=raw if isinstance(raw, str) else "",
        source=kind,
        grade=grade,
        origin=origin,
        # What was handed in stays as it was: what is learned later only stands beside it.
        only_compares=unit.case.state != "draft",
        at=unit.at,
    )


def licences(unit: Unit, item_code: str) -> Iterable[tuple[str, Record]]:
    """What stands on each valid certificate of this item that the applicant holds, with its number."""
    rows = Certificate.objects.filter(holder=unit.case.applicant_id, item_code=item_code).order_by("-at")
    today = timezone.localdate(unit.at)
    for row in rows[:20]:
        case = Case.objects.select_related("pack").filter(pk=row.case).first()
        if case is None or status_on(row, today)[0] != "valid":
            continue
        item = item_of(case.pack)
        printed = {code for _label, code in item.result.fields}
        values = {code: value for code, value in FactBook.of(case, item).known.items() if code in printed}
        until = row.valid_to.isoformat() if row.valid_to else ""
        yield row.number, values | {"certificate_number": row.number, "valid_to": until}


def earlier(unit: Unit, item_code: str) -> Iterable[tuple[str, Record]]:
    """What the applicant handed in last for this item, with the number of that case."""
    rows = (
        Submission.objects.filter(case__applicant_id=unit.case.applicant_id, case__item_code=item_code)
        .exclude(case=unit.case)
        .exclude(case__state__in=("withdrawn", "not_accepted", "lapsed"))
        .select_related("case")
        .order_by("-at")
    )
    for row in rows[:1]:
        yield row.case.number or "", row.values
