"""Signals that end a command in order; a second one does not disturb the ending."""

import ctypes
import os
import signal
from collections.abc import Callable
from types import FrameType

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


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


def end_with_parent(number: signal.Signals = signal.SIGTERM) -> None:
    """Have the kernel send `number` when the process that started this one dies."""
    LIBC.prctl(PR_SET_PDEATHSIG, number)


def bound(parent: int, number: signal.Signals) -> Callable[[], None]:
    """What a new child calls before it becomes its program: end with `parent`, even one that has just died."""

    def bind() -> None:
        end_with_parent(number)
        if os.getppid() != parent:
            os._exit(0)

    return bind
