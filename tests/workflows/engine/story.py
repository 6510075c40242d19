"""Stories of a drawing: one happening a line, and what then stands where.

A line is `what happens: what stands there`. Open work stands by its id alone, everything else as `kind@id`: an arrival
at a join, an activity with scopes inside, an event that is waited for.
"""

from tests.workflows.engine.drawing import Drive
from workflows.engine import Marking
from workflows.engine.events import (
    Completed,
    Event,
    FactsChanged,
    MessageArrived,
    ServiceFailed,
    ServiceFinished,
    SignalArrived,
    Started,
    TimerFired,
)


def standing(marking: Marking) -> str:
    """What stands where, sorted; the state of the route when nothing does."""
    tokens = [token.node if token.kind == "work" else f"{token.kind}@{token.node}" for token in marking.tokens.values()]
    waits = [f"{wait.kind}@{wait.node}" for wait in marking.waits.values()]
    return " ".join(sorted([*tokens, *waits])) or marking.state


def happening(case: Drive, words: str) -> Event:
    """The event that a line begins with; `seats 80` changes a fact."""
    match words.split():
        case ["start"]:
            return Started()
        case ["done", element, *outcome]:
            return Completed(case.work(element), " ".join(outcome))
        case ["answer", element]:
            return ServiceFinished(case.work(element))
        case ["failed", element, code]:
            return ServiceFailed(case.work(element), code)
        case ["fire", element]:
            return TimerFired(next(id for id, at in case.marking.timers.items() if at == element))
        case ["message", name]:
            return MessageArrived(name)
        case ["signal", name]:
            return SignalArrived(name)
        case [fact, number]:
            case.facts[fact] = int(number)
            return FactsChanged()
    raise ValueError(words)


def follow(case: Drive, lines: list[str]) -> None:
    """Let everything happen, and assert after each what stands where."""
    for line in lines:
        happens, _, then = line.partition(":")
        case(happening(case, happens))
        assert standing(case.marking) == " ".join(sorted(then.split())), happens
