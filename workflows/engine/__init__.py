"""The pure process engine: `advance(process, marking, event, context) -> Step`; never a clock, a database or Django."""

from workflows.engine.advance import advance
from workflows.engine.ahead import steps_ahead
from workflows.engine.check import check
from workflows.engine.faults import EngineError, Failed, Fault, NotExpected, Reason, Unreadable
from workflows.engine.marking import Marking
from workflows.engine.read import read_process
from workflows.engine.values import Context, Node, Process, Step

__all__ = [
    "Context",
    "EngineError",
    "Failed",
    "Fault",
    "Marking",
    "Node",
    "NotExpected",
    "Process",
    "Reason",
    "Step",
    "Unreadable",
    "advance",
    "check",
    "read_process",
    "steps_ahead",
]
