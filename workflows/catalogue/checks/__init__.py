"""The checks that a pack must pass before it is published, one concern a module, found by being there."""

import sys
from functools import cache

from workflows.catalogue.build import compile_item
from workflows.catalogue.faults import Fault, PackRefused
from workflows.catalogue.lint import Check, Subject
from workflows.catalogue.pack import Pack
from workflows.registry import discover


@cache
def checks() -> dict[str, Check]:
    """Every check by its code."""
    return discover(sys.modules[__name__])


def check(pack: Pack) -> list[Fault]:
    """Every fault of a pack, in the order of its files; none for one that may be published."""
    try:
        subject = Subject(pack, compile_item(pack))
    except PackRefused as error:
        return list(error.faults)
    return sorted({fault for one in checks().values() for fault in one.find(subject)})
