"""`make stop`: ends what runs for this folder."""

import os
import signal
import time

from ops.console import plain
from ops.layout import Layout
from ops.running import running
from ops.stop import Stop


def main() -> int:
    """Ask the supervisor to stop and wait for its end."""
    layout = Layout.of(os.environ)
    note = running(layout)
    if note is None:
        plain("OneDoor does not run for this folder.")
        return 0
    os.kill(note.pid, signal.SIGTERM)
    deadline = time.monotonic() + 120
    while running(layout) is not None:
        if time.monotonic() > deadline:
            raise Stop(f"Process {note.pid} does not stop; see {layout.log}.")
        time.sleep(0.1)
    plain("stopped.")
    return 0
