"""Decide (决定): grant, or refuse with reasons, law and rights; nobody decides what they reviewed."""

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

from django.utils.timezone import localtime

from ledger.api import decisions_may_go_on
from workflows.cases.command import TaskCommand, must_not_have_taken_part
from workflows.cases.entering import read
from workflows.cases.models import Fact
from workflows.cases.unit import Unit
from workflows.catalogue import form
from workflows.errors import Forbidden, Invalid, Problem, Unavailable
from workflows.outcomes.decisions import decide


@dataclasses.dataclass(frozen=True)
class Decide(TaskCommand):
    """`outcome` is `grant` or `refuse`; a refusal cannot be saved without reasons and articles."""

    code: ClassVar[str] = "decide"
    kind: ClassVar[str] = "decide"
    outcome: str
    reasons: str = ""
    bases: tuple[str, ...] = ()
    given: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Values that come into being with a grant, such as the number that the body assigns, by field."""

    @property
    def move(self) -> str:
        """The legal act is the outcome itself."""
        return self.outcome if self.outcome in ("grant", "refuse") else ""

    def permit(self, unit: Unit) -> None:
        """A person of the deciding role who took no part in what the decision rests on."""
        super().permit(unit)
        if unit.actor.person is None:
            raise Forbidden("needs_person")
        if not decisions_may_go_on():
            raise Unavailable("chain")
        must_not_have_taken_part(unit, unit.task(self.task))

    def carry_out(self, unit: Unit) -> None:
        """Write the decision, stop the clocks, let the route make the documents."""
        self._must_be_founded()
        if self.outcome == "grant":
            self._give(unit)
        unit.case.decided_at = unit.at
        decide(
            case=unit.case.pk,
            outcome="granted" if self.outcome == "grant" else "refused",
            reasons=self.reasons.strip(),
            bases=[basis.strip() for basis in self.bases],
            rights=unit.item.rights if self.outcome == "refuse" else None,
            decided_by=unit.actor.person,
            body=unit.actor.body or "",
            at=unit.at,
        )
        unit.stop_clock("legal", "promised")
        unit.close_task(unit.task(self.task), self.outcome, self.reasons.strip())
        if self.outcome == "grant":
            unit.start_clock("certificate")
        unit.tell_applicant("granted" if self.outcome == "grant" else "refused")

    def _give(self, unit: Unit) -> None:
        """Keep what the step gives as facts of the body. Raises Invalid for what is missing or wrong."""
        problems, found = [], []
        for code in unit.item.steps[unit.task(self.task).element].gives:
            field = unit.item.field(code)
            if field is None:
                continue
            value, problem = read(field, self.given.get(code), unit.at)
            if value is None or problem:
                problems.append(Problem(code, problem or "required"))
            found.append(Fact(case=unit.case, field=code, value=value, raw=str(self.given.get(code, ""))))
        given = {fact.field: fact.value for fact in found}
        problems += form.wrong(unit.item, {**unit.facts.known, **given}, given, localtime(unit.at))
        if problems:
            raise Invalid(*problems)
        for fact in found:
            fact.source, fact.grade, fact.origin = Fact.Source.BODY, "A", unit.actor.body or unit.item.body
            fact.at, fact.person = unit.at, unit.actor.person
            fact.save()
        unit.facts_changed()

    def _must_be_founded(self) -> None:
        problems = []
        if self.outcome not in ("grant", "refuse"):
            problems.append(Problem("outcome", "required"))
        if self.outcome == "refuse" and not self.reasons.strip():
            problems.append(Problem("reasons", "required"))
        if self.outcome == "refuse" and not any(basis.strip() for basis in self.bases):
            problems.append(Problem("bases", "required"))
        if problems:
            raise Invalid(*problems)


KIND = Decide
