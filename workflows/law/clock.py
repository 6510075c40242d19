"""When a time limit ends and why: deadline = f(rule, calendar, events); pure, no clock is read here."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, get_args

from workflows.law.counting import Count, Halt, Span, count
from workflows.law.working_days import DAY, Calendar

Unit = Literal["minute", "hour", "working_hour", "calendar_day", "working_day", "month", "year"]
Lamp = Literal["green", "yellow", "red"]

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""A lamp that will not turn while its clock stands still."""
MOST: Mapping[str, int] = {"minute": 525_600, "hour": 8_760, "working_hour": 8_760, "month": 1_200, "year": 100}
"""A longer limit is a slip of the pen; days of either sort may be 3,660."""
TICK = timedelta(microseconds=1)
ARTICLE_45: Mapping[str, str] = dict.fromkeys(
    ("hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review"),
    "行政许可法 45",
)
"""The only procedures that stop the clock of a licence, each with its basis."""


class NotStarted(Exception):
    """Nothing has happened yet that starts this limit."""


@dataclass(frozen=True)
class Rule:
    """A time limit as the guide states it."""

    code: str
    """Which limit this is: `answer`, `legal`, `promised`, `correction`, or a pack's own."""
    value: int
    unit: Unit
    basis: str
    """The law and its article, e.g. `行政许可法 42`."""
    starts: str
    """Code of the event that starts it; where that happened twice, the last one counts."""
    extend: int = 0
    """By how many units the head of the body may extend it, once; 0 forbids."""
    stops: Mapping[str, str] = field(default_factory=dict)
    """Procedures that stop it, each with its basis."""

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise ValueError(f"unknown unit {self.unit!r}")
        if min(self.value, self.extend) < 0 or self.value + self.extend > MOST.get(self.unit, 3_660):
            raise ValueError(f"no limit is {self.value} + {self.extend} {self.unit}s long")

    def to_json(self) -> dict[str, Any]:
        """The rule as plain JSON, for the row of a clock and for the ledger."""
        return {**asdict(self), "stops": dict(self.stops)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Rule":
        """The rule that `to_json` wrote."""
        return cls(**data)


@dataclass(frozen=True)
class Event:
    """Something that happened to a case and matters to its clocks."""

    code: str
    """The name of what starts a limit (`received`, `accepted`, ...), or `stop`, `resume`, `extend`."""
    at: datetime
    procedure: str = ""
    """What stops or resumes."""
    until_on: date | None = None
    """The last day that the written notice names for a stop (45)."""
    value: int = 0
    """Units by which the limit is extended."""

    def to_json(self) -> dict[str, Any]:
        """The event as plain JSON; moments with their offset."""
        until = self.until_on.isoformat() if self.until_on else None
        return {**asdict(self), "at": self.at.isoformat(), "until_on": until}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Event":
        """The event that `to_json` wrote."""
        until = date.fromisoformat(data["until_on"]) if data.get("until_on") else None
        return cls(**{**data, "at": datetime.fromisoformat(data["at"]), "until_on": until})


@dataclass(frozen=True)
class Reason:
    """One dated step of the calculation, as data; `wording` turns it into sentences."""

    code: str
    params: dict[str, Any]


@dataclass(frozen=True)
class Deadline:
    """When a limit ends, and every reason for it. Moments are aware and in UTC."""

    code: str
    due_at: datetime
    """The last moment in time; a day that ends at 24:00 ends at 23:59:59.999999 local."""
    due_on: date
    """The local day of `due_at`, the one to print."""
    started_at: datetime
    yellow_at: datetime
    red_at: datetime
    """The first moment that is late; NEVER while the clock stands still in time."""
    reasons: tuple[Reason, ...]
    provisional: bool
    """A day that was looked at lies in a year without a published list."""
    stands_since: datetime | None = None
    """Since when a procedure stops the clock; `due_at` is then the day expected from its notice."""


def lamp(deadline: Deadline, now: datetime) -> Lamp:
    """The colour at `now`; a clock that stands still keeps the one it had."""
    if now >= deadline.red_at:
        return "red"
    return "yellow" if now >= deadline.yellow_at else "green"


def worse(*lamps: Lamp) -> Lamp:
    """The colour to show where several limits run side by side."""
    return max(lamps, key=get_args(Lamp).index)


def deadline(rule: Rule, calendar: Calendar, events: Sequence[Event]) -> Deadline:
    """When `rule` ends, given what has happened so far. Raises NotStarted."""
    start = begun(rule, events)
    extension = extended(rule, start, events)
    halts = _halts(rule, calendar, start, events)
    from_on = _count_from(rule, calendar, start.at)
    total = rule.value + (min(extension.value, rule.extend) if extension else 0)
    found = count(rule.unit, total, Span(start.at.astimezone(UTC), from_on, calendar, tuple(halts)))
    due_at = _end(rule, calendar, found)
    open_halt = next((h for h in halts if h.is_open and h.from_at <= due_at), None)
    reasons = [Reason("started", {"event": rule.starts, "at": start.at.isoformat(), "on": _day(calendar, start.at)})]
    if from_on != calendar.local(start.at).date():
        reasons.append(Reason("after_hours", {"from_on": from_on.isoformat()}))
    reasons.append(Reason("limit", {"value": rule.value, "unit": rule.unit, "basis": rule.basis}))
    if extension:
        on = _day(calendar, extension.at)
        reasons.append(Reason("extended", {"value": total - rule.value, "unit": rule.unit, "on": on}))
    reasons += _dated(rule, calendar, events, start, halts, found, due_at)
    # What comes in after the close of business, with no days to count, would turn yellow after its own end.
    yellow_at = min(found.yellow_at, due_at)
    return Deadline(
        code=rule.code,
        due_at=due_at,
        due_on=calendar.local(due_at).date(),
        started_at=start.at.astimezone(UTC),
        yellow_at=_kept(yellow_at, open_halt),
        red_at=_kept(due_at + TICK, open_halt),
        reasons=tuple(reasons),
        provisional=bool(found.unpublished),
        stands_since=open_halt.from_at if open_halt else None,
    )


def begun(rule: Rule, events: Sequence[Event]) -> Event:
    """The event that starts `rule`. Raises NotStarted."""
    starts = [event for event in events if event.code == rule.starts]
    if not starts:
        raise NotStarted(rule.starts)
    return max(starts, key=lambda event: event.at)


def extended(rule: Rule, start: Event, events: Sequence[Event]) -> Event | None:
    """The one extension that counts: the first after the start, where the rule may be extended at all."""
    given = [event for event in events if event.code == "extend" and event.at >= start.at]
    return min(given, key=lambda event: event.at) if given and rule.extend else None


def _halts(rule: Rule, calendar: Calendar, start: Event, events: Sequence[Event]) -> list[Halt]:
    """The spans in which a lawful procedure stops this rule, in order."""
    found: list[Halt] = []
    running: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: event.at):
        if event.procedure not in rule.stops:
            continue
        if event.code == "stop":
            # A second stop of a procedure that runs already is a slip, not a longer stop.
            running.setdefault(event.procedure, event)
        elif event.code == "resume" and event.procedure in running:
            stop = running.pop(event.procedure)
            found.append(Halt(event.procedure, stop.at.astimezone(UTC), event.at.astimezone(UTC), is_open=False))
    for stop in running.values():
        at = stop.at.astimezone(UTC)
        # Without a day in the notice nothing is promised: only the day of the stop itself is left out for now.
        until = calendar.moment(stop.until_on, time.max) if stop.until_on else at
        found.append(Halt(stop.procedure, at, max(until, at), is_open=True))
    return sorted((halt for halt in found if halt.to_at >= start.at), key=lambda halt: halt.from_at)


def _count_from(rule: Rule, calendar: Calendar, at: datetime) -> date:
    """The day that is not counted: that of the event, or the next working day where the city says so."""
    local = calendar.local(at)
    if not calendar.late_counts_next_day or rule.unit in ("minute", "hour", "working_hour"):
        return local.date()
    return calendar.next_working(local.date() + (DAY if local.time() >= calendar.close else timedelta()))


def _end(rule: Rule, calendar: Calendar, found: Count) -> datetime:
    """The last moment of the count; hours end at their own minute."""
    if found.due_at:
        return found.due_at
    return calendar.moment(found.due_on, calendar.close if calendar.ends_at_close else time.max)


def _dated(
    rule: Rule,
    calendar: Calendar,
    events: Sequence[Event],
    start: Event,
    halts: list[Halt],
    found: Count,
    due_at: datetime,
) -> list[Reason]:
    """The reasons that hang on dates of the span."""
    reasons = [
        Reason(code, {"days": [on.isoformat() for on in days]})
        for code, days in (("not_counted", found.not_counted), ("counted", found.counted))
        if days
    ]
    for halt in halts:
        if halt.from_at <= due_at:
            to_on = _day(calendar, halt.to_at)
            params = {"procedure": halt.procedure, "basis": rule.stops[halt.procedure]}
            ends = {"to_on": None, "expected_on": to_on} if halt.is_open else {"to_on": to_on}
            reasons.append(Reason("stopped", {**params, "from_on": _day(calendar, halt.from_at), **ends}))
    for event in events:
        if event.code == "stop" and event.procedure not in rule.stops and start.at <= event.at <= due_at:
            reasons.append(Reason("runs_on", {"procedure": event.procedure, "on": _day(calendar, event.at)}))
    if found.moved_from:
        reasons.append(Reason("moved", {"from_on": found.moved_from.isoformat(), "to_on": found.due_on.isoformat()}))
    if calendar.ends_at_close and not found.due_at:
        reasons.append(Reason("close_of_business", {"at": f"{calendar.close:%H:%M}"}))
    if found.unpublished:
        reasons.append(Reason("provisional", {"years": sorted(found.unpublished)}))
    return reasons


def _kept(moment: datetime, halt: Halt | None) -> datetime:
    """The moment a lamp turns, or NEVER when the clock stood still before it came."""
    return NEVER if halt and moment > halt.from_at else moment


def _day(calendar: Calendar, at: datetime) -> str:
    """The local date of a moment, ISO."""
    return calendar.local(at).date().isoformat()
