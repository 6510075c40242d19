"""Where a case stands: the stretch of its way that is done, what is happening now, and on which day of how many."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.api import CaseView, day_of

LEADING = ("promised", "legal", "answer", "correction", "certificate")
"""The deadline that is shown first is the one by which the body has promised to be measured."""


@dataclass(frozen=True)
class Phase:
    """One stretch of the way: `done`, `now` or `ahead`."""

    label: str
    state: str


def phases(view: CaseView) -> list[Phase]:
    """The five stretches of every case; empty where it ended on the way."""
    here = place(view)
    if here is None:
        return []
    labels = [_("Handed in"), _("Accepted"), _("Opinions"), _("Decision"), _("Result")]
    states = ["done" if number < here else "now" if number == here else "ahead" for number in range(len(labels))]
    return [Phase(label, state) for label, state in zip(labels, states, strict=True)]


def place(view: CaseView) -> int | None:
    """The number of the stretch that runs now, 5 when all is done; None where no more follows."""
    if view.state == "accepted":
        return 3 if any(task.kind == "decide" for task in view.tasks if task.state == "open") else 2
    return {"received": 1, "correction_due": 1, "granted": 4, "refused": 4, "issued": 4, "finished": 5}.get(view.state)


def now_doing(view: CaseView, language: str) -> list[dict[str, Any]]:
    """What is being done, and by whom."""
    return [
        {"step": task.step.label.text(language), "body": task.body.name(language), "help": task.step.help}
        for task in view.tasks
        if task.state == "open"
    ]


def running_day(view: CaseView) -> dict[str, int] | None:
    """The day that runs of the leading deadline and how many it has; None where days are not what is counted."""
    running = {clock.code: clock for clock in view.clocks if clock.stopped_at is None}
    clock = next((running[code] for code in LEADING if code in running), None)
    day = day_of(view.item, clock, timezone.now()) if clock else None
    return {"day": day, "of": clock.rule.value} if clock and day is not None else None
