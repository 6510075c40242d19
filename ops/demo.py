"""`make demo`: drives one more case against what runs, or starts everything for it and stops it again."""

import os

from ops import manage
from ops.layout import Layout, children
from ops.run import already, opened
from ops.running import alone, running
from ops.stop import Stop


def main() -> int:
    """The exit code of the story; nothing is printed after its last line."""
    layout = Layout.of(os.environ)
    layout.make()
    if not manage.exists(layout, "demo"):
        raise Stop("This version has no story to drive.", 2)
    with alone(layout) as first:
        if first:
            with opened(layout) as (supervisor, web):
                return manage.drive_story(layout, supervisor.environment, web.url, supervisor.look)
    note = running(layout)
    if note is None:
        raise Stop(already(None))
    return manage.drive_story(layout, children(layout) | note.environment, note.url)
