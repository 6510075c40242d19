"""The private PostgreSQL cluster below var/: made, started, found again after a crash, stopped in order.

`python -m ops.postgres start FOLDER` and `… stop FOLDER` do the same for a cluster that outlives the command.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from ops.account import Account, choose
from ops.layout import Layout, children
from ops.processes import Process, spawn
from ops.stop import Stop

USER = "onedoor"
# 107 bytes is the kernel's limit for a socket's path; PostgreSQL appends "/.s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 93


def programs() -> Path:
    """The folder of initdb and postgres, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda file: int(file.parent.parent.name))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    if on_path is None:
        raise Stop("PostgreSQL is not installed (Debian: postgresql-15); or set DATABASE_URL.", 2)
    return Path(on_path).parent


def fits(folder: Path) -> bool:
    """Whether a socket may lie in `folder`: libpq splits hosts at commas, and the kernel limits the length."""
    return len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER and "," not in str(folder)


def url(sockets: Path, database: str) -> str:
    return f"postgresql://{USER}@/{database}?host={quote(str(sockets), safe='/')}"


@dataclass
class Cluster:
    """One cluster in `home`; its databases are reached through a unix socket in `sockets` alone."""

    home: Path
    environment: Mapping[str, str]
    log: Path
    account: Account = field(init=False)
    sockets: Path = field(init=False)
    process: Process | None = None

    def __post_init__(self) -> None:
        self.account = choose(self.home)
        self.sockets = self.home / "socket"
        if not fits(self.sockets):
            self.sockets = Path(tempfile.mkdtemp(prefix="onedoor-"))

    @property
    def data(self) -> Path:
        return self.home / "data"

    def make(self) -> None:
        """Make the cluster where there is none; an interrupted making is thrown away and begun again."""
        self.account.own(self.sockets)
        self.account.own(self.data)
        if (self.data / "PG_VERSION").is_file() and not (self.home / "unfinished").exists():
            return
        (self.home / "unfinished").touch()
        shutil.rmtree(self.data)
        command = [str(programs() / "initdb"), "-D", str(self.data), "-U", USER, "-A", "trust"]
        # Without these a bare machine gives SQL_ASCII and locale C, in which pg_trgm is blind to Chinese.
        command += ["-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"]
        done = subprocess.run(
            [*self.account.identity, "--", *command],
            env=dict(self.environment),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Stop(f"initdb failed: {done.stderr.strip()}")
        (self.home / "unfinished").unlink()

    def start(self, death: signal.Signals | None = signal.SIGINT) -> None:
        """Start the server and wait until it answers; a server that a killed starter left is stopped first."""
        self.make()
        self.stop_foreign()
        deadline = time.monotonic() + 60
        while True:
            self.process = self.spawn(death)
            if self.wait_ready(deadline):
                return
            # Backends of a killed server hold its shared memory until they notice that it is gone.
            if "still in use" not in self.process.said() or time.monotonic() > deadline:
                raise Stop(self.process.failure())
            time.sleep(0.3)

    def spawn(self, death: signal.Signals | None) -> Process:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": '"{}"'.format(str(self.sockets).replace('"', '""')),
            "jit": "off",
            "log_timezone": "UTC",
        }
        command = [str(programs() / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        identity = self.account.identity
        return spawn("PostgreSQL", command, self.environment, self.log, signal.SIGINT, death, identity)

    def wait_ready(self, deadline: float) -> bool:
        """True once it takes connections, False when it ended before."""
        command = [str(programs() / "pg_isready"), "-q", "-h", str(self.sockets), "-d", "postgres", "-U", USER]
        while self.process and self.process.ended() is None:
            if subprocess.run(command, env=dict(self.environment), check=False).returncode == 0:
                return True
            if time.monotonic() > deadline:
                raise Stop(f"PostgreSQL does not answer within a minute; see {self.log}")
            time.sleep(0.05)
        return False

    def server_pid(self) -> int | None:
        """The pid of a living server of this cluster; a stale pid file may name a process of somebody else."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            works_in = Path(f"/proc/{pid}/cwd").resolve()
        except (OSError, ValueError):
            return None
        return pid if works_in == self.data.resolve() else None

    def stop_foreign(self, seconds: float = 60) -> None:
        """Stop a server that this process did not start and wait for its end."""
        pid = self.server_pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + seconds
        while self.server_pid() == pid:
            if time.monotonic() > deadline:
                raise Stop(f"The PostgreSQL server {pid} of {self.data} does not stop.")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop in order: open transactions are rolled back, a checkpoint is written."""
        if self.process is None:
            self.stop_foreign()
        else:
            self.process.ask()
            self.process.finish(60, last=signal.SIGQUIT)
        if self.sockets.parent != self.home:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def has(self, database: str) -> bool:
        query = f"select 1 from pg_database where datname = '{database}'"
        return self.ask("postgres", query) == "1"

    def create(self, database: str) -> None:
        """Make the database where it does not exist."""
        if not self.has(database):
            self.ask("postgres", f'create database "{database}"')

    def ask(self, database: str, query: str) -> str:
        """Run one statement; the answer as text."""
        command = [str(programs() / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url(self.sockets, database)]
        done = subprocess.run(
            [*command, "-c", query], env=dict(self.environment), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise Stop(f"PostgreSQL refused `{query}`: {done.stderr.strip()}")
        return done.stdout.strip()


def main(words: list[str]) -> int:
    """Start or stop a cluster that belongs to nobody's lifetime; `start` prints the address of a database."""
    if len(words) != 2 or words[0] not in ("start", "stop"):
        print("python -m ops.postgres start|stop FOLDER", file=sys.stderr)
        return 2
    layout = Layout(Layout.of(os.environ).root, Path(words[1]).resolve())
    layout.make()
    cluster = Cluster(layout.var / "postgres", children(layout), layout.log / "postgres.log")
    if words[0] == "stop":
        cluster.stop()
        return 0
    cluster.start(death=None)
    cluster.create("onedoor")
    print(url(cluster.sockets, "onedoor"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
