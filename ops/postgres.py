"""The private PostgreSQL cluster below var/: made, started, found again after a crash, stopped in order.

`python -m ops.postgres start FOLDER` and `… stop FOLDER` do the same for a cluster that outlives the command.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from ops import sockets
from ops.account import Account, choose
from ops.layout import Layout, children
from ops.processes import Process, spawn
from ops.stop import Stop

USER = "onedoor"


def programs(version: str = "*") -> Path:
    """The folder of initdb and postgres of this major version, else of the newest one that is installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"{version}/bin/postgres"), key=lambda file: int(file.parent.parent.name)
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    if on_path is None:
        raise Stop(f"PostgreSQL {version} is not installed (Debian: postgresql-15); or set DATABASE_URL.", 2)
    return Path(on_path).parent


def url(folder: Path, database: str) -> str:
    return f"postgresql://{USER}@/{database}?host={quote(str(folder), safe='/')}"


def ask(address: str, query: str, environment: Mapping[str, str]) -> str:
    """Run one statement at the address; the answer as text."""
    command = [str(programs() / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", query]
    done = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Stop(f"PostgreSQL refused `{query}`: {done.stderr.strip()}")
    return done.stdout.strip()


@dataclass
class Cluster:
    """One cluster in `home`; its databases are reached through a unix socket in `socket_folder` alone."""

    home: Path
    environment: Mapping[str, str]
    log: Path
    account: Account = field(init=False)
    socket_folder: Path = field(init=False)
    process: Process | None = None

    def __post_init__(self) -> None:
        self.account = choose(self.home)
        self.socket_folder = sockets.folder(self.home / "socket")

    @property
    def data(self) -> Path:
        return self.home / "data"

    def make(self) -> None:
        """Make the cluster where there is none; an interrupted making is thrown away and begun again."""
        self.account.own(self.socket_folder)
        self.account.own(self.data)
        if (self.data / "PG_VERSION").is_file() and not (self.home / "unfinished").exists():
            return
        (self.home / "unfinished").touch()
        shutil.rmtree(self.data)
        command = [str(programs() / "initdb"), "-D", str(self.data), "-U", USER, "-A", "trust"]
        # Without these a bare machine gives SQL_ASCII and locale C, in which pg_trgm is blind to Chinese.
        command += ["-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"]
        done = subprocess.run(
            [*self.account.before(), *command],
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
        """Start the server and wait until it answers; a server that a killed starter left is stopped first.

        `death` is what the server gets when this process dies; None lets it live on.
        """
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
            "unix_socket_directories": '"{}"'.format(str(self.socket_folder).replace('"', '""')),
            "jit": "off",
            "log_timezone": "UTC",
        }
        version = (self.data / "PG_VERSION").read_text().strip()
        command = [str(programs(version) / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        identity = self.account.identity
        return spawn("PostgreSQL", command, self.environment, self.log, signal.SIGINT, death, identity)

    def wait_ready(self, deadline: float) -> bool:
        """True once it takes connections, False when it ended before."""
        command = [str(programs() / "pg_isready"), "-q", "-h", str(self.socket_folder), "-d", "postgres", "-U", USER]
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
        sockets.drop(self.home / "socket")

    def has(self, database: str) -> bool:
        query = f"select 1 from pg_database where datname = '{database}'"
        return self.ask("postgres", query) == "1"

    def create(self, database: str) -> None:
        """Make the database where it does not exist."""
        if not self.has(database):
            self.ask("postgres", f'create database "{database}"')

    def ask(self, database: str, query: str) -> str:
        """Run one statement in a database of this cluster; the answer as text."""
        return ask(url(self.socket_folder, database), query, self.environment)


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
    print(url(cluster.socket_folder, "onedoor"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
