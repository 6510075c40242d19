"""The types of form fields, one module each, found by being there; never a form."""

import sys
from functools import cache

from workflows.catalogue.field_kind import FieldKind
from workflows.registry import discover


@cache
def kinds() -> dict[str, FieldKind]:
    """Every type of field by its code."""
    return discover(sys.modules[__name__])
