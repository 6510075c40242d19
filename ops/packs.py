"""`make packs`: checks and simulates every pack that ships, and the calendars of its city, one line each."""

import os

from ops import install
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
