"""Started processes: each in a session of its own, told to end when its starter dies, and ended with all it started."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ops.layout import PROJECT
from ops.signals import bound
from ops.stop import Stop

LOG_BYTES = 50_000_000
MARK = "ONEDOOR_STARTED_FOR"
# Tells the processes of this starter from those of the next one of the same installation.
STARTER = f"{os.getpid()}-{time.time_ns()}"


@dataclass
class Process:
    """A started program; `ending` is the signal that asks it to stop in order."""

    name: str
    popen: "subprocess.Popen[bytes]"
    log: Path | None
    log_from: int
    ending: signal.Signals = signal.SIGTERM

    @property
    def pid(self) -> int:
        return self.popen.pid

    def ended(self) -> int | None:
        """The exit code (negative: the signal) once it has ended."""
        return self.popen.poll()

    def said(self) -> str:
        """What it wrote to its log since this start."""
        if self.log is None or not self.log.is_file():
            return ""
        with self.log.open("rb") as file:
            file.seek(self.log_from)
            return file.read().decode(errors="replace")

    def trim(self) -> None:
        """Keep the log below twice LOG_BYTES: the older half moves aside, and the half before it is dropped."""
        if self.log is not None and self.log.is_file() and self.log.stat().st_size > LOG_BYTES:
            shutil.copyfile(self.log, self.log.with_suffix(".old.log"))
            # The program appends: after this its next line is the file's first.
            os.truncate(self.log, 0)
            self.log_from = 0

    def failure(self) -> str:
        """How it ended and its last words, for a person."""
        words = "\n".join(f"    {line}" for line in self.said().splitlines()[-15:])
        return f"{self.name} {how(self.popen.returncode)}; {self.log or 'its output'} ends with:\n{words}"

    def ask(self) -> None:
        """Send the signal that asks it to stop; nothing happens where it has ended."""
        if self.ended() is None:
            self.popen.send_signal(self.ending)

    def finish(self, seconds: float, last: signal.Signals = signal.SIGKILL) -> None:
        """Wait up to `seconds` for the end, then send `last`; sweep away what it left in its group."""
        try:
            self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self.popen.send_signal(last)
            self.popen.wait(30)
        self.sweep()

    def sweep(self) -> None:
        """End what a dead process left behind: its group is its own, so nobody else is in it."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def how(code: int | None) -> str:
    """An exit code in words."""
    if code is None:
        return "still runs"
    return f"ended by signal {-code}" if code < 0 else f"ended with {code}"


def spawn(
    name: str,
    argv: Sequence[str],
    environment: Mapping[str, str],
    log: Path | None = None,
    ending: signal.Signals = signal.SIGTERM,
    death: signal.Signals | None = signal.SIGTERM,
    identity: Sequence[str] = (),
) -> Process:
    """Start `argv`; the kernel sends it `death` when this process dies (None: it lives on).

    `identity` is a `setpriv` command that makes it run as somebody else.

    To be called from the main thread: the kernel counts the death of the starting thread.
    """
    # A change of user makes the kernel forget the signal of the parent's death; setpriv sets it again.
    again = [f"--pdeathsig={death.name[3:]}"] if death else []
    guard = [*identity, *again, "--"] if identity else []
    log_from = log.stat().st_size if log and log.exists() else 0
    output = log.open("ab") if log else None
    try:
        popen = subprocess.Popen(
            [*guard, *argv],
            env={**environment, MARK: f"{environment['ONEDOOR_VAR']}|{STARTER}"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            cwd=PROJECT,
            start_new_session=True,
            preexec_fn=bound(os.getpid(), death) if death else None,
        )
    except OSError as error:
        raise Stop(f"{name} cannot be started: {error}") from error
    finally:
        if output:
            output.close()
    return Process(name, popen, log, log_from, ending)


def once(name: str, argv: Sequence[str], environment: Mapping[str, str], log: Path | None = None) -> None:
    """Run a program to its end; raise Stop with its last words where it fails."""
    process = spawn(name, argv, environment, log)
    with ended_at_exit(process):
        if process.popen.wait() != 0:
            raise Stop(process.failure() if log else f"{name} {how(process.popen.returncode)}.")


@contextmanager
def ended_at_exit(process: Process) -> Iterator[Process]:
    """The process does not outlive the block, whatever ends the block."""
    try:
        yield process
    finally:
        process.ask()
        process.finish(10)


def leftovers(var: Path, starter: str = "") -> list[int]:
    """Processes that a killed starter of this installation left (that one alone where it is named).

    PostgreSQL hides its mark and is not among them.
    """
    marked = f"{MARK}={var}|{starter}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        try:
            words = (folder / "environ").read_bytes().split(b"\0")
            if any(word.startswith(marked) for word in words):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def clear(var: Path, patience: float = 15, starter: str = "") -> None:
    """Wait until leftovers are gone, for they hold sockets and files; after `patience` seconds kill them."""
    deadline = time.monotonic() + patience
    while pids := leftovers(var, starter):
        if time.monotonic() > deadline:
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        time.sleep(0.1)
