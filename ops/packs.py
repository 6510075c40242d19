"""`make packs` checks and simulates what ships, one line each; `make drill` times an item from an empty folder on."""

import os

from ops import checks, install
from ops.layout import Layout, children
from ops.manage import show
from ops.stop import Stop


def main() -> int:
    """The exit code; needs no database."""
    layout = Layout.of(os.environ)
    layout.make()
    install.everything(layout, "run")
    if show(layout, children(layout), ("pack", "check")):
        raise Stop("make packs found faults.")
    return 0


def drill() -> int:
    """An emergency declaration up to 10,000 cases (CASES=n for another number), in a database of its own."""
    cases = os.environ.get("CASES", "10000")
    command = checks.Check(
        "drill", (("manage.py", "migrate", "--verbosity", "0"), ("manage.py", "drill", "--cases", cases))
    )
    with checks.prepared() as (layout, environment):
        if not checks.passes(layout, environment, command):
            raise Stop("make drill failed.")
    return 0
