"""Runs another version of an item over real cases, and says in what each would have differed; writes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflows.cases.models import Case, Event
from workflows.catalogue import form
from workflows.catalogue.drive import NotAsTold, Run
from workflows.catalogue.item import Item
from workflows.catalogue.publish import item as item_of
from workflows.engine import EngineError
from workflows.engine.events import ServiceFinished, Withdrawn
from workflows.law.life import lives

MOST = 10_000


@dataclass(frozen=True)
class Rehearsed:
    """What one real case would have had otherwise; `differences` is empty where nothing would."""

    number: str
    differences: tuple[str, ...]


def rehearse(item: Item, last: int) -> Iterator[Rehearsed]:
    """The last `last` cases of the item that were handed in, the newest first, each held against `item`."""
    rows = Case.objects.select_related("pack").filter(item_code=item.code, number__isnull=False)
    for case in rows.order_by("-received_at")[: min(last, MOST)]:
        first = case.submissions.order_by("seq").first()
        if first is not None:
            events = list(Event.objects.filter(case=case).order_by("seq"))
            old, at = item_of(case.pack), localtime(first.at)
            found = [*_form(old, item, first.values, first.papers, at), *_course(old, item, first.values, at, events)]
            yield Rehearsed(case.number or "", tuple(dict.fromkeys(found)))


def _form(old: Item, new: Item, values: Mapping[str, Any], papers: Mapping[str, Any], at: datetime) -> Iterator[str]:
    """What the new form would have found wrong, or asked for."""
    before = {(one.field, one.code) for one in form.problems(old, values, at)}
    for problem in form.problems(new, values, at):
        if (problem.field, problem.code) not in before:
            yield f"the form would not have been taken: {problem.field} {problem.code}"
    for missing in form.missing_slots(new, values, frozenset(papers), at):
        yield f"one more paper: {missing.field}"
    for code in sorted(set(papers) - {slot.code for slot in new.slots}):
        yield f"one paper less: {code}"


def _course(old: Item, new: Item, values: Mapping[str, Any], at: datetime, events: list[Event]) -> Iterator[str]:
    """What the route and the clocks would have done otherwise with the same acts on the same days."""
    before, after = _driven(old, values, at, events), _driven(new, values, at, events)
    if after[1] and not before[1]:
        yield after[1]
    passed = [[e for e in run.path if e in run.item.steps] for run in (before[0], after[0])]
    yield from (f"{element} would have been reached" for element in passed[1] if element not in passed[0])
    yield from (f"{element} would not have been reached" for element in passed[0] if element not in passed[1])
    for code in new.limits:
        was = before[0].deadline(code) if code in old.limits else None
        now = after[0].deadline(code)
        if was and now and was.due_on != now.due_on:
            yield f"{code} would have ended on {now.due_on:%Y-%m-%d} instead of {was.due_on:%Y-%m-%d}"


def _driven(item: Item, values: Mapping[str, Any], at: datetime, events: list[Event]) -> tuple[Run, str]:
    """The matter after everything that happened, or as far as it went, with where and why it stopped."""
    known = {field.code for field in item.fields}
    run = Run(item, {code: value for code, value in values.items() if code in known}, at)
    try:
        run.begin()
        for event in events[1:]:
            run.at = localtime(event.at)
            _happen(run, event)
    except (NotAsTold, EngineError) as stopped:
        return run, f"it would have stopped on {run.at:%Y-%m-%d}: {stopped}"
    return run, ""


def _happen(run: Run, event: Event) -> None:
    """One event of the history, if it moves the route or the clocks."""
    element, outcome = event.params.get("element", ""), event.params.get("outcome", "")
    if element and outcome:
        run.finish(element, outcome, {})
    elif event.verb == "resubmit":
        run.arrive("answered")
    elif event.verb in ("issue", "deliver"):
        for work, at in list(run.marking.work.items()):
            if run.item.steps[at].kind == event.verb:
                run.move(event.verb, at)
                run.tell(ServiceFinished(work))
                return
    elif (run.state, event.verb) in lives()[run.item.kind].moves and event.verb in ("withdraw", "lapse"):
        run.move(event.verb)
        run.tell(Withdrawn())
