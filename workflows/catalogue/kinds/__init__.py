"""The kinds of step, one module each, found by being there; never who does a step or when."""

import sys
from functools import cache

from workflows.catalogue.step_kind import StepKind
from workflows.registry import discover


@cache
def kinds() -> dict[str, StepKind]:
    """Every kind of step by its code."""
    return discover(sys.modules[__name__])
