"""Signals that end a command in order; a second one does not disturb the ending."""

import ctypes
import signal
from types import FrameType


def end(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def heed() -> None:
    """From now on SIGINT, SIGTERM and SIGHUP raise KeyboardInterrupt, once."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)
    # nohup asks by SIG_IGN that the end of a terminal does not matter.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, end)


def end_with_parent() -> None:
    """Have the kernel send SIGTERM when the process that started this one dies."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
