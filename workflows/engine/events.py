"""What can happen to a running process (events), and what it asks of the outside in return (effects)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Variables: TypeAlias = Mapping[str, Any]
"""Plain values of a route: null, boolean, int, Decimal, text, date, time, duration, list, context."""


@dataclass(frozen=True, slots=True)
class Started:
    """The first event of every marking."""

    variables: Variables = field(default_factory=dict)
    element: str = ""
    """Id of the start event where there are several."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A person finished the open work `work`."""

    work: str
    outcome: str = ""
    """Read by the conditions that follow as `outcome`, and for ever as `<element id>.outcome`."""
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceFinished:
    """A service gave its answer for the open work `work`."""

    work: str
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceFailed:
    """A service gave up; a boundary error event may catch `code`, else an Incident is the effect."""

    work: str
    code: str
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MessageArrived:
    """A message for this case; without `key` the one that has waited longest takes it."""

    name: str
    variables: Variables = field(default_factory=dict)
    key: Any = None
    """Correlation value, compared with the one that the wait computed when it was set, if it did."""


@dataclass(frozen=True, slots=True)
class SignalArrived:
    """A signal; everything in the case that waits for it takes it."""

    name: str
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimerFired:
    """The moment of timer `timer` came."""

    timer: str


@dataclass(frozen=True, slots=True)
class FactsChanged:
    """Facts of the case changed outside the route; waiting conditions look again."""


@dataclass(frozen=True, slots=True)
class SentBack:
    """Go back to `element`, where the route has been.

    What came from that element is taken back; branches beside it stay. The variables that it and what
    followed it have written become what they were when it was entered, unless `keep`.
    """

    element: str
    work: str = ""
    """The open work from which it is sent back; says which instance is meant where several run."""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Jumped:
    """By order, go on at `element`: what leads to it and what came from it stops, variables stay."""

    element: str
    work: str = ""


@dataclass(frozen=True, slots=True)
class InstanceAdded:
    """One more instance of the running multi-instance `element`, with its own variables (加签)."""

    element: str
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InstanceRemoved:
    """The instance with the open work `work` is taken out of its multi-instance (减签)."""

    work: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The finished run `work` of a multi-instance that still goes on is open again, and what it wrote is undone."""

    work: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The route stops where it stands, by authority."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The route stops where it stands, by the applicant."""

    reason: str = ""


Event: TypeAlias = (
    Started
    | Completed
    | ServiceFinished
    | ServiceFailed
    | MessageArrived
    | SignalArrived
    | TimerFired
    | FactsChanged
    | SentBack
    | Jumped
    | InstanceAdded
    | InstanceRemoved
    | TakenBack
    | Cancelled
    | Withdrawn
)


@dataclass(frozen=True, slots=True)
class WorkOpened:
    """Somebody must do `element`; `work` is the id to complete it by."""

    work: str
    element: str
    kind: str
    """`user`, `service`, `send`, `rule` or `receive`."""
    variables: Variables = field(default_factory=dict)
    """Variables of this instance alone: `loopCounter` and the item of a multi-instance."""
    process: str = ""
    """Id of the called process that the element stands in; empty for the one that was started."""


@dataclass(frozen=True, slots=True)
class WorkDone:
    """The work ended as it should."""

    work: str
    element: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class WorkCancelled:
    """The work is no longer wanted."""

    work: str
    element: str


@dataclass(frozen=True, slots=True)
class TimerSet:
    """Fire TimerFired once, when `rule` is due, counted from now."""

    timer: str
    element: str
    rule: str
    """ISO 8601 duration or moment, or `5 working days`, `8 working hours`; never a cycle."""
    repeat: int | None = 0
    """Firings that follow this one; None without end. Each is a TimerSet of its own."""


@dataclass(frozen=True, slots=True)
class TimerCancelled:
    """The timer must not fire."""

    timer: str
    element: str


@dataclass(frozen=True, slots=True)
class MessageAwaited:
    """The case waits for message `name`."""

    wait: str
    name: str
    element: str
    key: Any = None


@dataclass(frozen=True, slots=True)
class MessageDropped:
    """The case waits for that message no longer."""

    wait: str
    name: str
    element: str


@dataclass(frozen=True, slots=True)
class MessageSent:
    """A throwing message event was passed."""

    name: str
    element: str


@dataclass(frozen=True, slots=True)
class SignalSent:
    """A signal was thrown; this case has heard it, others have not."""

    name: str
    element: str


@dataclass(frozen=True, slots=True)
class Escalated:
    """An escalation was thrown, caught inside or not."""

    code: str
    element: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A service failed and nothing in the drawing catches it; the work stays open."""

    work: str
    element: str
    code: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The route is over; `element` is where, empty when it was cancelled."""

    element: str


Effect: TypeAlias = (
    WorkOpened
    | WorkDone
    | WorkCancelled
    | TimerSet
    | TimerCancelled
    | MessageAwaited
    | MessageDropped
    | MessageSent
    | SignalSent
    | Escalated
    | Incident
    | Ended
)
