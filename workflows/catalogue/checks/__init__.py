"""The checks that a pack must pass before it is published, one concern a module, found by being there."""

import sys
from functools import cache

from workflows.catalogue.build import compile_item
from workflows.catalogue.bundle import MemberItems, compile_bundle
from workflows.catalogue.bundle_checks import bundle_faults
from workflows.catalogue.faults import Fault, PackRefused
from workflows.catalogue.item import Item
from workflows.catalogue.lint import Check, Subject
from workflows.catalogue.pack import Pack, beside
from workflows.registry import discover


@cache
def checks() -> dict[str, Check]:
    """Every check by its code."""
    return discover(sys.modules[__name__])


def check(pack: Pack, members: MemberItems | None = None) -> list[Fault]:
    """Every fault of a pack, in the order of its files; none for one that may be published.

    A bundle is held against `members`, by default the packs in the folder that ships.
    """
    try:
        item = compile_any(pack, members)
    except PackRefused as error:
        return list(error.faults)
    if pack.is_bundle:
        return sorted(set(bundle_faults(pack, item)))
    subject = Subject(pack, item)
    return sorted({fault for one in checks().values() for fault in one.find(subject)})


def compile_any(pack: Pack, members: MemberItems | None = None) -> Item:
    """The item that a pack describes, of whichever form. Raises PackRefused."""
    return compile_bundle(pack, members or shipped) if pack.is_bundle else compile_item(pack)


def shipped(code: str) -> Item | None:
    """The item of a pack that ships, or None."""
    found = beside(code)
    return compile_item(found) if found and not found.is_bundle else None
