"""A portal that runs for tests: the city with its accounts, a node, and a worker that does what is due."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.db import connections

from ledger import api as ledger
from ledger import deployment
from portal.story.parts import Story
from workflows.api import drain


@dataclass
class Running:
    """Where it answers, its node, and a folder for what is downloaded."""

    url: str
    node: str
    folder: Path

    def story(self) -> Story:
        """A story that begins."""
        return Story(self.url, "scan")

    def work(self) -> None:
        """Do all that is due, and anchor what was recorded."""
        while drain():
            pass
        self.anchor()

    def anchor(self) -> None:
        """Put what was recorded under a signed head, and the head on the chain."""
        ledger.sequence()
        ledger.anchor()


def open_city(node: str) -> None:
    """The city with its accounts and systems, and the contract on the chain where there is one."""
    # The codes used before, and the attempts at sign-in.
    cache.clear()
    call_command("load_city", stdout=StringIO())
    if node:
        deployment.deploy("main", node)


@contextmanager
def worker(running: Running) -> Iterator[None]:
    """Works beside the test, as a worker and beat do beside the web server."""
    stop = threading.Event()

    def loop() -> None:
        while not stop.is_set():
            running.work()
            time.sleep(0.1)
        connections.close_all()

    thread = threading.Thread(target=loop)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
