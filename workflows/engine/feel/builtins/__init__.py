"""The functions of FEEL, a module a family; BUILTINS has them all by name."""

from workflows.engine.feel.builtins import (
    contexts,
    conversion,
    lists,
    logic,
    moments,
    numeric,
    ordering,
    patterns,
    positions,
    statistics,
    strings,
    temporal,
    working,
)
from workflows.engine.feel.builtins.registry import collected

FAMILIES = (
    contexts, conversion, lists, logic, moments, numeric, ordering, patterns, positions, statistics, strings, temporal,
    working,
)  # fmt: skip
BUILTINS = collected()
