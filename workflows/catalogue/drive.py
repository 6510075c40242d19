"""A matter while a scenario drives it: its route, its legal state, its clocks and what is told of it; no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from workflows.catalogue.decisions import GRANT
from workflows.catalogue.form import scope_of
from workflows.catalogue.item import Item
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.walk import ruled, walk
from workflows.engine import Context, Marking
from workflows.engine.events import (
    Completed,
    Ended,
    Event,
    MessageArrived,
    Started,
    TimerCancelled,
    TimerFired,
    TimerSet,
    Withdrawn,
)
from workflows.law import clock
from workflows.law.life import IllegalMove, lives
from workflows.law.national import national_calendar
from workflows.law.timers import timer_due_at

BEGINS: Mapping[str, tuple[str, ...]] = {
    "submit": ("received",),
    "resubmit": ("corrected", "received"),
    "accept": ("accepted",),
    "deem_accepted": ("accepted",),
    "ask_correction": ("correction_asked",),
    "grant": ("decided", "granted"),
    "refuse": ("decided", "refused"),
    "send": ("sent",),
    "rule": ("sent",),
    "take": ("taken",),
    "report_done": ("done",),
    "verify_failed": ("taken",),
    "post_notice": ("posted",),
}
"""What each legal verb begins, by the codes of `starts` under `limits`."""
ENDS: Mapping[str, tuple[str, ...]] = {
    "received": ("accept", "deem_accepted", "ask_correction", "not_accept", "send", "answer_at_once", "merge"),
    "correction_asked": ("resubmit", "lapse"),
    "accepted": ("grant", "refuse"),
    "granted": ("deliver",),
    "sent": ("take", "give_back"),
    "taken": ("report_done",),
    "done": ("call_back", "verify_failed"),
    "posted": ("close_notice", "hear_objection"),
}
"""Which verbs end the limits that begin so."""


PROCEDURES: Mapping[str, tuple[str, str]] = {
    "post_notice": ("stop", "public_notice"),
    "close_notice": ("resume", "public_notice"),
    "hear_objection": ("resume", "public_notice"),
}
"""Verbs that stop and resume a procedure; it counts for limits whose `stops` name it with its basis."""


class NotAsTold(Exception):
    """The matter did not go as the scenario says; `place` is the index of the event, None for what is expected."""

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.message, self.place = message, place


@dataclass(frozen=True)
class Line:
    """One thing that happened, for the story."""

    at: datetime
    verb: str
    """The legal verb; `timer` and `service` for what the system did, empty for what only passed."""
    element: str = ""
    outcome: str = ""
    state: str = ""


@dataclass
class Run:
    """One matter of an item, from its draft on."""

    item: Item
    values: Mapping[str, Any]
    at: datetime
    marking: Marking = field(default_factory=Marking.empty)
    state: str = ""
    path: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    timers: dict[str, datetime] = field(default_factory=dict)
    events: list[clock.Event] = field(default_factory=list)
    closed: dict[str, datetime] = field(default_factory=dict)
    story: list[Line] = field(default_factory=list)
    deemed: bool = False

    def __post_init__(self) -> None:
        self.facts = scope_of(self.item, self.values)
        self.calendar = national_calendar()
        self.state = lives()[self.item.kind].begins

    @property
    def context(self) -> Context:
        """What the route knows of the world."""
        return Context(self.facts, self.at.astimezone(UTC), self.calendar)

    def ruled(self, element: str, work: str) -> Mapping[str, Any]:
        """What the route is told of a step that asks a decision; a grant by it is a legal move."""
        answer = ruled(self.item, self.marking, work, self.context)[1]
        if answer.get(element) == {"outcome": GRANT}:
            self.move(GRANT, element)
        return answer

    def tell(self, event: Event) -> None:
        """Advance the route by one event."""
        found = walk(self.item, self.marking, event, self.context)
        self.marking = found.marking
        self.path += found.path
        for effect in found.effects:
            match effect:
                case Ended(element=element):
                    self.ended.append(element)
                case TimerSet(timer=timer, rule=rule):
                    self.timers[timer] = timer_due_at(rule, self.at, self.calendar)
                case TimerCancelled(timer=timer):
                    self.timers.pop(timer, None)

    def move(self, verb: str, element: str = "", outcome: str = "") -> None:
        """Make a legal move, with what it begins and ends. Raises NotAsTold."""
        try:
            self.state = lives()[self.item.kind].move(self.state, verb)
        except IllegalMove as illegal:
            known = ", ".join(illegal.allowed) or "nothing"
            raise NotAsTold(f"the law knows no {verb} in the state {self.state}; it knows {known}") from illegal
        self.story.append(Line(self.at, verb, element, outcome, self.state))
        for code, limit in self.item.limits.items():
            if verb in ENDS.get(limit.starts, ()) or self.state in ("withdrawn", "terminated", "lapsed"):
                self.closed.setdefault(code, self.at)
        if verb in PROCEDURES:
            self.events.append(clock.Event(PROCEDURES[verb][0], self.at, PROCEDURES[verb][1]))
        for begins in BEGINS.get(verb, ()):
            self._begin(begins, self._since(verb))

    def _since(self, verb: str) -> datetime:
        """Silence, and a full answer to a correction, accept as of the day on which it all was there (32)."""
        received = [event.at for event in self.events if event.code == "received"]
        corrected = any(event.code == "corrected" for event in self.events)
        backdated = verb == "deem_accepted" or (verb == "accept" and corrected)
        return received[-1] if backdated and received else self.at

    def _begin(self, code: str, at: datetime) -> None:
        self.events.append(clock.Event(code, at))
        for name, limit in self.item.limits.items():
            if limit.starts == code:
                self.closed.pop(name, None)

    def begin(self) -> None:
        """Hand it in."""
        self.move("submit")
        self.tell(Started())

    def work(self, element: str) -> str:
        """The open work of an element. Raises NotAsTold."""
        found = [work for work, at in self.marking.work.items() if at == element]
        if not found:
            opened = ", ".join(sorted(self.marking.work.values())) or "nothing"
            raise NotAsTold(f"{element} is not open; open is {opened}")
        return found[0]

    def finish(self, element: str, outcome: str, variables: Mapping[str, Any]) -> None:
        """Somebody ends a step. Raises NotAsTold."""
        work, found = self.work(element), self.item.steps[element].outcome(outcome)
        if found is None:
            raise NotAsTold(f"{element} cannot end in {outcome}")
        if found.verb and found.verb in step_kinds()[self.item.steps[element].kind].verbs:
            self.move(found.verb, element, outcome)
        else:
            self.story.append(Line(self.at, "", element, outcome, self.state))
        self.tell(Completed(work, outcome, variables))
        self.settle()

    def settle(self) -> None:
        """Legal moves that a step brings with it as soon as it is open, such as the posting of a notice."""
        for element in self.marking.work.values():
            kind = step_kinds().get(self.item.steps[element].kind) if element in self.item.steps else None
            if kind and kind.opening_verb and (self.state, kind.opening_verb) in lives()[self.item.kind].moves:
                self.move(kind.opening_verb, element)

    def arrive(self, message: str) -> None:
        """A message comes; the applicant's answer is also a legal move."""
        if message == "answered":
            self.move("resubmit")
        self.tell(MessageArrived(message))

    def pass_to(self, at: datetime) -> None:
        """Let time pass: silence accepts or lapses, timers run out, each at its own moment."""
        if at < self.at:
            raise NotAsTold(f"{at:%Y-%m-%d %H:%M} lies before {self.at:%Y-%m-%d %H:%M}")
        while due := min(self._coming(), key=lambda one: one[0], default=None):
            if due[0] > at:
                break
            self.at = due[0].astimezone(at.tzinfo)
            self._fall_due(due[1])
        self.at = at

    def _coming(self) -> list[tuple[datetime, str]]:
        """What will happen by itself, with its moment."""
        coming = [(due, timer) for timer, due in self.timers.items()]
        silent = [limit.code for limit in self.item.limits.values() if limit.silence and limit.code not in self.closed]
        return coming + [(found.red_at, code) for code in silent if (found := self.deadline(code)) is not None]

    def _fall_due(self, what: str) -> None:
        if what in self.timers:
            del self.timers[what]
            self.story.append(Line(self.at, "timer", self.marking.timers[what], "", self.state))
            self.tell(TimerFired(what))
            return
        verb = self.item.limits[what].silence
        self.closed[what] = self.at
        if (self.state, verb) not in lives()[self.item.kind].moves:
            return
        self.move(verb)
        self.deemed = self.deemed or verb == "deem_accepted"
        if verb == "deem_accepted":
            accepting = [e for e in self.marking.work.values() if self.item.steps[e].kind == "accept"]
            self.tell(Completed(self.work(accepting[0]), "accept"))
        else:
            self.tell(Withdrawn())

    def deadline(self, code: str) -> clock.Deadline | None:
        """How a limit of the item stands; None while nothing has started it."""
        limit = self.item.limits[code]
        try:
            return clock.deadline(limit.rule, self.calendar, self.events)
        except clock.NotStarted:
            return None

    def lamp(self, code: str) -> clock.Lamp | None:
        """The colour of a limit now, or at the moment when it was kept."""
        found = self.deadline(code)
        return clock.lamp(found, self.closed.get(code, self.at)) if found else None

    @property
    def awaited(self) -> set[str]:
        """Names of the messages that are waited for."""
        return {wait.name for wait in self.marking.waits.values() if wait.kind == "message"}
