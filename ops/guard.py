"""Outlives a killed supervisor for some seconds, to end the processes that did not heed the kernel's signal."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.layout import PROJECT
from ops.processes import STARTER, clear

PATIENCE_SECONDS = 10


@contextmanager
def guarded(var: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """While the block runs, the death of this process ends all marked processes of the installation.

    The guard waits at the other end of a pipe: the kernel closes it however this process ends.
    """
    command = [sys.executable, "-m", "ops.guard", str(var), str(patience), STARTER]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, start_new_session=True) as guard:
        try:
            yield
        finally:
            guard.kill()


def main(words: list[str]) -> int:
    """Wait for the end of the pipe, then clear what is left."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    sys.stdin.read()
    clear(Path(words[0]), float(words[1]), words[2])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
