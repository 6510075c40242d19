"""Reopen (重新办理): what was ended is done again as a new, linked case; the old one stays as it was decided."""

import dataclasses
from typing import ClassVar

from workflows.cases import clocks, routing, submissions
from workflows.cases.acting import HeadCommand, write_act
from workflows.cases.command import too_late
from workflows.cases.models import Case, Fact, Paper, Task
from workflows.cases.numbers import next_number
from workflows.cases.unit import Unit
from workflows.errors import Conflict, Invalid, Problem
from workflows.law.clock import Rule
from workflows.law.clock import Unit as LegalUnit
from workflows.outcomes.codes import new_code

CAUSES = ("reconsideration", "court", "error", "self_correction")
ENDED = ("refused", "issued", "finished", "not_accepted", "lapsed", "terminated")


@dataclasses.dataclass(frozen=True)
class Reopen(HeadCommand):
    """`days` is the limit that the reconsideration body or the court set; without it the item's own limit runs."""

    code: ClassVar[str] = "reopen"
    cause: str
    reasons: str
    basis: str
    """The ruling or the article by which it is done again."""
    days: int | None = None
    unit: LegalUnit = "calendar_day"

    @property
    def move(self) -> str:
        """None: what was decided is never edited."""
        return ""

    def permit(self, unit: Unit) -> None:
        """Only what has ended, and one redoing at a time."""
        super().permit(unit)
        if unit.case.state not in ENDED:
            raise too_late(unit.case, unit.case.state)
        again = unit.case.reopened_by.exclude(state__in=ENDED).first()
        if again is not None:
            raise Conflict("reopened", when=again.received_at)

    def carry_out(self, unit: Unit) -> None:
        """Begin the new case as accepted, with all that was handed in, and link both."""
        self._must_be_sound()
        again = Unit(copied(unit), unit.actor, unit.at)
        write_act(again, self.code, self.reasons, [self.basis], {"cause": self.cause})
        again.move("submit")
        submissions.freeze(again)
        routing.start(again)
        again.move("accept")
        if task := Task.objects.filter(case=again.case, kind="accept", state=Task.State.OPEN).first():
            again.close_task(task, "accept")
        self._begin_clocks(again)
        again.params |= {"cause": self.cause, "reopens": unit.case.number}
        unit.params |= {"cause": self.cause, "reopened_as": again.case.number}
        again.compose("reopening_notice", body=unit.actor.body)
        again.tell_applicant("reopened")
        again.close(self.code, None, is_recorded=True)

    def _must_be_sound(self) -> None:
        problems = [] if self.cause in CAUSES else [Problem("cause", "required")]
        problems += [Problem(name, "required") for name in ("reasons", "basis") if not getattr(self, name).strip()]
        if self.days is not None and not 0 < self.days <= 365:
            problems.append(Problem("days", "too_large" if self.days > 0 else "too_small", params={"limit": 365}))
        if problems:
            raise Invalid(*problems)

    def _begin_clocks(self, again: Unit) -> None:
        """The limit that was set goes before the item's own."""
        legal = again.item.limits["legal"].rule
        if self.days is not None:
            rule = Rule("legal", self.days, self.unit, self.basis.strip(), "accepted", 0, legal.stops)
            row = clocks.start(again.case, again.item, "legal", again.at, rule)
            again.deadlines += [clocks.told(row)] if row else []
            again.watch(row)
            return
        again.start_clock("legal")
        again.start_clock("promised")


def copied(unit: Unit) -> Case:
    """A draft of the same matter with the values and papers that were handed in last."""
    old = unit.case
    case = Case.objects.create(
        query_code=new_code(),
        number=next_number(unit.item, unit.at),
        pack=old.pack,
        item_code=old.item_code,
        kind=old.kind,
        state="draft",
        applicant=old.applicant,
        channel=old.channel,
        reopens=old,
        created_at=unit.at,
        changed_at=unit.at,
        received_at=unit.at,
        accepted_at=unit.at,
    )
    last = old.submissions.order_by("-seq").first()
    values = last.values if last else {}
    Fact.objects.bulk_create(
        Fact(case=case, field=code, value=value, raw="", source=Fact.Source.CASE, grade="C", at=unit.at)
        for code, value in values.items()
        if value is not None
    )
    for paper in Paper.objects.filter(case=old, removed_at=None).order_by("added_at"):
        paper.pk = None
        paper.case, paper.added_at = case, unit.at
        paper._state.adding = True
        paper.id = Paper._meta.pk.get_default()
        paper.save(force_insert=True)
    return case


KIND = Reopen
