"""What is handed in: whether it is complete, and its frozen snapshot."""

import hashlib
import json
from collections.abc import Iterator

from django.utils.timezone import localtime

from workflows.cases.facts import FactView
from workflows.cases.models import Paper, Submission
from workflows.cases.unit import Unit
from workflows.catalogue import form
from workflows.catalogue.item import Field
from workflows.errors import Invalid, Problem


def must_be_complete(unit: Unit) -> None:
    """Raise Invalid with every problem of fields and papers; silence means that it may be handed in."""
    if problems := tuple(problems_of(unit)):
        raise Invalid(*problems)


def problems_of(unit: Unit) -> Iterator[Problem]:
    """Everything that keeps the draft from being handed in: the form in its order, then the papers."""
    now, known = localtime(unit.at), unit.facts.known
    typed_wrong = {field.code: fact.problem for field, fact in asked_facts(unit) if fact is not None and fact.problem}
    for problem in form.problems(unit.item, known, now):
        if problem.field not in typed_wrong:
            yield problem
    for code, problem_code in typed_wrong.items():
        yield Problem(code, problem_code)
    present = frozenset(Paper.objects.filter(case=unit.case, removed_at=None).values_list("slot", flat=True))
    yield from form.missing_slots(unit.item, known, present, now)


def asked_facts(unit: Unit) -> list[tuple[Field, FactView | None]]:
    """Each field that is asked for with the fact that counts."""
    fields = form.asked(unit.item, unit.facts.known, localtime(unit.at))
    return [(field, unit.facts.current(field.code)) for field in fields]


def freeze(unit: Unit) -> Submission:
    """Write the snapshot; later changes to the draft never reach it."""
    papers: dict[str, list[str]] = {}
    for slot, sha256 in (
        Paper.objects.filter(case=unit.case, removed_at=None).order_by("added_at").values_list("slot", "sha256")
    ):
        papers.setdefault(slot, []).append(sha256)
    values = {field.code: fact.value for field, fact in asked_facts(unit) if fact is not None}
    text = json.dumps({"values": values, "papers": papers}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    seq, re_typed = unit.case.submissions.count() + 1, unit.facts.re_typed()
    unit.params |= {"submission": seq, "sha256": digest, "papers": papers, "re_typed": re_typed}
    return Submission.objects.create(
        case=unit.case,
        seq=seq,
        at=unit.at,
        channel=unit.actor.channel,
        person=unit.actor.person,
        assisted_by=unit.actor.assisted_by,
        values=values,
        papers=papers,
        sha256=digest,
        re_typed=re_typed,
    )
