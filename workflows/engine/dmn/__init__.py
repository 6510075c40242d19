"""DMN 1.2–1.5: decision tables and requirement graphs on FEEL, with a reason for every result; never Java."""

from workflows.engine.dmn.model import Model
from workflows.engine.dmn.reader import read_decisions
from workflows.engine.dmn.trace import Cell, DecisionRun, Outcome, Rule, TableRun

__all__ = ["Cell", "DecisionRun", "Model", "Outcome", "Rule", "TableRun", "read_decisions"]
