"""Rows of a case: what it is, what is known, what is to be done, and what happened."""

from workflows.cases.models.case import Case, Clock, Event
from workflows.cases.models.content import Fact, Paper, Submission
from workflows.cases.models.difference import Difference
from workflows.cases.models.look import Look
from workflows.cases.models.task import Correction, Task

__all__ = ["Case", "Clock", "Correction", "Difference", "Event", "Fact", "Look", "Paper", "Submission", "Task"]
