"""What a person sees while a command works: one line a step, with the seconds since the start."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

STARTED = time.monotonic()


def say(text: str) -> None:
    """A line with the seconds since the command began."""
    print(f"[{time.monotonic() - STARTED:6.1f} s] {text}", flush=True)


def plain(text: str) -> None:
    print(text, flush=True)


def complain(text: str) -> None:
    """A line for whoever watches errors."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Name a step when it begins to take long work, and say how long it took when it ends well."""
    say(f"{name} ...")
    began = time.monotonic()
    yield
    say(f"{name}: done in {time.monotonic() - began:.1f} s")
