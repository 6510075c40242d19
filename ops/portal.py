"""The portal's own processes: web server, Celery worker and Celery beat."""

import os
import urllib.error
import urllib.request
from collections.abc import Mapping

from ops.layout import Layout
from ops.ports import LOOPBACK
from ops.processes import Process, spawn


class Web:
    """Granian with the portal's WSGI application on a loopback port."""

    name = "web"

    def __init__(self, layout: Layout, port: int) -> None:
        self.layout = layout
        self.port = port
        self.process: Process | None = None

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self, environment: Mapping[str, str]) -> None:
        command = [str(self.layout.python), "-m", "granian", "--interface", "wsgi", "portal.wsgi:application"]
        command += ["--host", LOOPBACK, "--port", str(self.port), "--workers", str(min(os.cpu_count() or 1, 4))]
        command += ["--blocking-threads", "8", "--no-ws", "--workers-kill-timeout", "5", "--respawn-failed-workers"]
        self.process = spawn("The web server", command, environment, self.layout.log / "web.log")

    def gives(self) -> dict[str, str]:
        return {}

    def ready(self) -> bool:
        """Its health page answers 200."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.url}/healthz", timeout=5) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def tick(self) -> None:
        return

    def stop(self) -> None:
        if self.process:
            self.process.ask()
            self.process.finish(10)


class Worker:
    """A Celery worker; what it is doing stands in the database, so that ending it loses nothing."""

    name = "worker"
    words: tuple[str, ...] = ("worker", "--concurrency", "2", "--without-gossip", "--without-mingle")
    sign = " ready."

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.process: Process | None = None

    def command(self) -> list[str]:
        return [str(self.layout.python), "-m", "celery", "-A", "portal.celery", *self.words, "--loglevel", "INFO"]

    def start(self, environment: Mapping[str, str]) -> None:
        self.process = spawn(f"Celery {self.name}", self.command(), environment, self.layout.log / f"{self.name}.log")

    def gives(self) -> dict[str, str]:
        return {}

    def ready(self) -> bool:
        """Its log says that it takes work; this holds for every broker alike."""
        return self.process is not None and self.sign in self.process.said()

    def tick(self) -> None:
        return

    def stop(self) -> None:
        if self.process:
            self.process.ask()
            self.process.finish(10)


class Beat(Worker):
    """Celery's clock. Its schedule file only says when each beat was last sent."""

    name = "beat"
    sign = "beat: Starting"

    def command(self) -> list[str]:
        # No pid file: this beat is the only one of its supervisor, and a stale file would only ask for attention.
        return [*super().command(), "--pidfile=", "--schedule", str(self.layout.run / "beat-schedule")]

    words = ("beat",)
