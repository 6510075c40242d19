"""What is handed in: whether it is complete, its frozen snapshot, and what happens if nobody answers."""

import hashlib
import json
from collections.abc import Iterator

from workflows.cases.facts import applies, is_required, is_slot_required
from workflows.cases.models import Clock, Paper, Submission
from workflows.cases.unit import Unit
from workflows.errors import Invalid, Problem
from workflows.outside.jobs import enqueue


def must_be_complete(unit: Unit) -> None:
    """Raise Invalid with every problem of fields and papers; silence means that it may be handed in."""
    if problems := tuple(problems_of(unit)):
        raise Invalid(*problems)


def problems_of(unit: Unit) -> Iterator[Problem]:
    """Everything that keeps the draft from being handed in, in the order of the form."""
    scope = unit.facts.scope()
    for field in unit.item.fields:
        if not applies(field, scope):
            continue
        fact = unit.facts.current(field.code)
        if fact is not None and fact.problem:
            yield Problem(field.code, fact.problem)
        elif fact is None or fact.value is None:
            if is_required(field, scope):
                yield Problem(field.code, "required")
        elif field.rule is not None and field.message is not None and not field.rule.holds(scope):
            yield Problem(field.code, "rule", params={"zh": field.message.zh, "en": field.message.en})
    present = set(Paper.objects.filter(case=unit.case, removed_at=None).values_list("slot", flat=True))
    for slot in unit.item.slots:
        if is_slot_required(slot, scope) and slot.code not in present:
            yield Problem(slot.code, "paper_required")


def freeze(unit: Unit) -> Submission:
    """Write the snapshot; later changes to the draft never reach it."""
    papers: dict[str, list[str]] = {}
    for slot, sha256 in (
        Paper.objects.filter(case=unit.case, removed_at=None).order_by("added_at").values_list("slot", "sha256")
    ):
        papers.setdefault(slot, []).append(sha256)
    values = unit.facts.values()
    text = json.dumps({"values": values, "papers": papers}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    seq = unit.case.submissions.count() + 1
    unit.params |= {"submission": seq, "sha256": digest, "papers": papers, "re_typed": unit.facts.re_typed()}
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
    )


def watch_for_silence(unit: Unit) -> None:
    """Where 行政许可法 32(1)(四) holds for the item, silence until the end of the fifth day accepts the case."""
    limit = unit.item.limits.get("answer")
    if limit is None or limit.silence != "deem_accepted":
        return
    clock = Clock.objects.filter(case=unit.case, code="answer", stopped_at=None).get()
    key = f"deem_accepted:{unit.case.pk}:{clock.pk}"
    enqueue("deem_accepted", key, {"case": str(unit.case.pk), "clock": clock.pk}, run_at=clock.due_at)
