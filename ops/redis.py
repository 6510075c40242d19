"""A private Redis on a unix socket: the broker by which a new job rings for a worker. It stores nothing."""

import os
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from ops import sockets
from ops.layout import Layout
from ops.part import wait_ready
from ops.processes import Process, spawn
from ops.stop import Stop


class Redis:
    """The embedded broker; whoever is started later finds it in CELERY_BROKER_URL."""

    name = "redis"

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.process: Process | None = None
        self.socket = sockets.folder(layout.run / "redis") / "redis.sock"

    def program(self) -> Path:
        """A file named redis-server: Debian's redis-tools holds the server under the name of its checker."""
        installed = shutil.which("redis-server")
        if installed:
            return Path(installed)
        checker = shutil.which("redis-check-rdb")
        if checker is None:
            raise Stop("Redis is not installed (Debian: redis-tools); or set CELERY_BROKER_URL.", 2)
        link = self.layout.run / "redis-server"
        link.unlink(missing_ok=True)
        link.symlink_to(checker)
        return link

    def start(self, environment: Mapping[str, str]) -> None:
        command = [str(self.program()), "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.layout.run)]
        self.process = spawn("Redis", command, environment, self.layout.log / "redis.log")
        wait_ready(self, 20)

    def gives(self) -> dict[str, str]:
        return {"CELERY_BROKER_URL": f"redis+socket://{quote(str(self.socket))}"}

    def ready(self) -> bool:
        """It answers PING."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(os.fsencode(self.socket))
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def tick(self) -> None:
        return

    def stop(self) -> None:
        if self.process:
            self.process.ask()
            self.process.finish(10)
        sockets.drop(self.layout.run / "redis")
