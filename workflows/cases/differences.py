"""Finds where an official source says something else than others, and puts it to whoever keeps that source."""

from collections.abc import Iterator
from typing import Any

from workflows.cases.facts import FactView
from workflows.cases.models import Difference, Fact
from workflows.cases.models.difference import STEWARD
from workflows.cases.unit import Unit
from workflows.catalogue import form
from workflows.catalogue.registers import registers
from workflows.outcomes.models import Certificate
from workflows.people.models import Body
from workflows.people.notices import tell
from workflows.people.organisation import holders

OFFICIAL = (Fact.Source.REGISTER, Fact.Source.LICENCE)
"""Sources that an authority keeps, and can correct."""
HELD_AGAINST = (*OFFICIAL, Fact.Source.ACCOUNT, Fact.Source.BODY, Fact.Source.PAPER)
"""What an official source is held against, beside what the person typed; people move, so earlier cases are not."""
UNSURE = ("doubtful",)
"""Readings of which nobody knows whether the paper says that: no ground to trouble an authority."""


def note(unit: Unit) -> None:
    """Open a question for each official word of what was handed in that another source contradicts."""
    unit.facts_changed()
    for field in unit.item.fields:
        words = list(said(unit, field.code))
        for official in [word for word in words if word.source in OFFICIAL]:
            others = [word for word in words if word.value != official.value]
            if others and (owner := owner_of(unit, official)) is not None:
                ask(unit, field.code, official, others, owner)


def said(unit: Unit, code: str) -> Iterator[FactView]:
    """The latest word of each source on a field that counts in such a question, then what the person typed."""
    for fact in unit.facts.latest(code):
        if fact.source in HELD_AGAINST and not fact.problem and fact.status not in UNSURE:
            yield fact
    current = unit.facts.current(code)
    if current is not None and current.source == Fact.Source.TYPED and current.value is not None:
        yield current


def owner_of(unit: Unit, fact: FactView) -> str | None:
    """Code of the body that keeps what this fact was taken from; None where nobody here does."""
    if fact.source == Fact.Source.LICENCE:
        return Certificate.objects.filter(number=fact.origin).values_list("body", flat=True).first()
    kind = registers().get(fact.origin)
    known = Body.objects.filter(pk=kind.owner) if kind else Body.objects.none()
    # A city without that body still has one that answers for the case.
    return known.values_list("pk", flat=True).first() or unit.item.body


def ask(unit: Unit, field: str, official: FactView, others: list[FactView], owner: str) -> None:
    """Write the question once, and tell those who answer for the owner's data."""
    claims = [claim(unit, field, word) for word in (official, *others)]
    row, is_new = Difference.objects.get_or_create(
        case=unit.case,
        field=field,
        source=official.source,
        origin=official.origin,
        defaults={"owner_id": owner, "claims": claims, "opened_at": unit.at},
    )
    if not is_new:
        return
    unit.params.setdefault("differences", []).append({"field": field, "owner": owner})
    title = {"zh": unit.item.title.zh, "en": unit.item.title.en}
    for person in holders(owner, STEWARD):
        tell(person, "difference_found", None, unit.at, item=title, number=unit.case.number, difference=str(row.pk))


def claim(unit: Unit, field: str, word: FactView) -> dict[str, Any]:
    """One source's word as the question keeps it, ready to be shown in both languages."""
    shown = {language: form.show(unit.item, field, word.value, language) for language in ("zh", "en")}
    return {
        "source": word.source,
        "origin": word.origin,
        "value": word.value,
        "shown": shown,
        "document_sha256": word.document_sha256,
    }
