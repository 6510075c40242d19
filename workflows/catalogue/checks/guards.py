"""Steps are done by the right people: named roles, lawful outcomes, two at a visit, no judge of one's own review."""

from collections.abc import Iterator

from workflows.catalogue.faults import Fault
from workflows.catalogue.item import Item, Step
from workflows.catalogue.kinds import kinds
from workflows.catalogue.lint import Check, Subject
from workflows.catalogue.step_kind import StepKind
from workflows.law.life import lives


def find(subject: Subject) -> Iterator[Fault]:
    """Kinds, outcomes, staff and exclusions of each step."""
    for element, step in subject.item.steps.items():
        kind = kinds().get(step.kind)
        if kind is None:
            told = f"`{step.kind}` is no kind of step; there are {', '.join(sorted(kinds()))}."
            yield subject.fault(("steps", element, "kind"), "unknown_kind", told)
            continue
        for word, code, told in (*_people(subject.item, step, kind), *_outcomes(subject.item, step, kind)):
            yield subject.fault(("steps", element, word), code, told)


def _people(item: Item, step: Step, kind: StepKind) -> Iterator[tuple[str, str, str]]:
    """Who does it."""
    if kind.has_outcomes and not (step.body and step.role):
        yield "role", "nobody", "A person does this step; write its `body` and `role`."
    if step.min_staff < kind.min_staff:
        yield "min_staff", "too_few", f"The law asks for {kind.min_staff} or more (行政许可法 34)."
    if unknown := sorted(set(step.excludes) - set(item.steps)):
        yield "excludes", "unknown_step", f"{', '.join(unknown)} is no step."
    judges = {other.element for other in item.steps.values() if (found := kinds().get(other.kind)) and found.judges}
    if kind.decides and (left := sorted(judges - set(step.excludes))):
        yield "excludes", "own_review", f"Nobody decides what they reviewed; exclude {', '.join(left)}."


def _outcomes(item: Item, step: Step, kind: StepKind) -> Iterator[tuple[str, str, str]]:
    """How it may end."""
    codes = [outcome.code for outcome in step.outcomes]
    if len(set(codes)) < len(codes):
        yield "outcomes", "taken", "Two outcomes have one code; rename one."
    if kind.has_outcomes != bool(codes):
        yield "outcomes", "outcomes", "Write its outcomes." if kind.has_outcomes else "It ends by itself; write none."
    verbs = {outcome.verb for outcome in step.outcomes}
    if missing := sorted(kind.must_offer - verbs):
        yield "outcomes", "must_offer", f"The law leaves {', '.join(missing)} open too; add it."
    # What concludes may also end without a legal act: the route alone goes on.
    lawful = kind.verbs | ({""} if kind.concludes else set())
    if foreign := sorted(outcome.code for outcome in step.outcomes if outcome.verb not in lawful):
        yield "outcomes", "no_verb", f"{', '.join(foreign)} is no legal outcome of `{step.kind}`."
    known = {verb for _, verb in lives()[item.kind].moves} if item.kind in lives() else set()
    if strange := sorted(kind.verbs - known):
        yield "kind", "wrong_life", f"A {item.kind} knows no {', '.join(strange)}."


KIND = Check("guards", find)
