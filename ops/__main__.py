"""`python -m ops COMMAND`: the commands behind the Makefile."""

import os
import sys
from collections.abc import Callable

from ops import demo, halt, install, run
from ops.console import complain
from ops.layout import Layout
from ops.signals import end_with_parent, heed
from ops.stop import Stop


def prepare(name: str) -> int:
    layout = Layout.of(os.environ)
    layout.make()
    install.everything(layout, name)
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    "run": run.main,
    "start-installed": lambda: run.main(installed=True),
    "demo": demo.main,
    "stop": halt.main,
    "install-run": lambda: prepare("run"),
    "install-test": lambda: prepare("test"),
}


def main(words: list[str]) -> int:
    """Run one command; exit codes: 0 well, 1 failed, 2 to be changed by the person, 130 interrupted."""
    if len(words) != 1 or words[0] not in COMMANDS:
        complain(f"python -m ops {'|'.join(COMMANDS)}")
        return 2
    heed()
    # make passes no signal of its own death on; without this a killed make would leave everything running.
    if os.environ.get("MAKELEVEL"):
        end_with_parent()
    try:
        return COMMANDS[words[0]]()
    except Stop as stop:
        complain(f"OneDoor stops: {stop}")
        return stop.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
