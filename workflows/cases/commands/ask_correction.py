"""Ask the applicant to correct (补正): one notice, every point at once, each bound to a field or a paper."""

import dataclasses
from typing import ClassVar

from workflows.cases import clocks
from workflows.cases.command import TaskCommand
from workflows.cases.models import Correction, GuideTicket
from workflows.cases.oversight import light
from workflows.cases.silence import must_be_in_time, watch_answer
from workflows.cases.unit import Unit
from workflows.errors import Forbidden, Invalid, Problem


@dataclasses.dataclass(frozen=True)
class Point:
    """One thing to correct."""

    kind: str
    """`field` or `paper`."""
    code: str
    why: str


@dataclasses.dataclass(frozen=True)
class AskCorrection(TaskCommand):
    """Once (行政许可法 32(1)(四)): a second notice that a supervisor lets go out is a breach all the same."""

    code: ClassVar[str] = "ask_correction"
    kind: ClassVar[str] = "accept"
    points: tuple[Point, ...]

    def permit(self, unit: Unit) -> None:
        """Once, in time, and only about what the guide asks for (行政许可法 30, 31, 32)."""
        super().permit(unit)
        must_be_in_time(unit)
        if unit.case.corrections.exists() and released(unit) is None:
            raise Forbidden("corrected_once")

    def carry_out(self, unit: Unit) -> None:
        """Write the notice, stop the body's clock and start the applicant's."""
        self._must_be_sound(unit)
        if (ticket := released(unit)) is not None and unit.case.corrections.exists():
            GuideTicket.objects.filter(pk=ticket.pk).update(used_at=unit.at)
            light(unit, "second_correction", "red", ticket)
        unit.stop_clock("answer")
        unit.start_clock("correction")
        points = [dataclasses.asdict(point) for point in self.points]
        Correction.objects.create(
            case=unit.case,
            seq=unit.case.corrections.count() + 1,
            points=points,
            asked_at=unit.at,
            asked_by=unit.actor.person,
            body=unit.actor.body or "",
            due_at=clocks.due_at(unit.case, "correction"),
        )
        watch_answer(unit)
        unit.params["points"] = [{"kind": point.kind, "code": point.code} for point in self.points]
        unit.close_task(unit.task(self.task), "ask_correction")
        unit.compose("correction_notice")
        unit.tell_applicant("correction_asked")

    def _must_be_sound(self, unit: Unit) -> None:
        known = {("field", f.code) for f in unit.item.fields} | {("paper", s.code) for s in unit.item.slots}
        problems = [Problem(p.code, "not_in_guide") for p in self.points if (p.kind, p.code) not in known]
        problems += [Problem(p.code, "why_required") for p in self.points if not p.why.strip()]
        if not self.points:
            problems.append(Problem("points", "required"))
        if problems:
            raise Invalid(*problems)


def released(unit: Unit) -> GuideTicket | None:
    """The ticket by which a supervisor lets one more notice go out, not used yet; it stays a breach all the same."""
    tickets = GuideTicket.objects.filter(case=unit.case, kind="second_correction", is_released=True, used_at=None)
    return tickets.first()


KIND = AskCorrection
