"""A database server of the test's own, stopped at once and run out of disk while entries come in."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGQUIT

import pytest

from ops.postgres import Cluster, url
from tests.chain import local_chain
from tests.ledger.conftest import mounted
from tests.ledger.tables import fault

pytestmark = pytest.mark.long


@dataclass
class Office:
    """A cluster with the ledger's tables, a chain, and keys; `environment` is for the processes that work there."""

    cluster: Cluster
    environment: dict[str, str]

    def run(self, *words: str, told: str = "") -> str:
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, input=told, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    @contextmanager
    def at_work(self, folder: Path) -> Iterator[Path]:
        """One that records into a file of receipts, and one that sequences and anchors."""
        command = ["setpriv", "--pdeathsig", "KILL", sys.executable, "-m", "tests.ledger.office"]
        receipts = folder / "receipts"
        with receipts.open("w") as file:
            working = [
                subprocess.Popen([*command, "write"], env=self.environment, stdout=file),
                subprocess.Popen([*command, "tend"], env=self.environment),
            ]
        try:
            yield receipts
        finally:
            for process in working:
                process.kill()
                process.wait()

    def wrong(self, receipts: Path) -> list[str]:
        kept = [line for line in receipts.read_text().split() if line != "refused"]
        assert len(kept) > 20
        found: list[str] = json.loads(self.run("-m", "tests.ledger.office", "check", told="\n".join(kept)))
        return found

    def stop_at_once(self) -> None:
        """As when the machine is switched off: no checkpoint, no goodbye."""
        assert self.cluster.process
        with suppress(ProcessLookupError):
            os.kill(self.cluster.process.pid, SIGQUIT)
        self.cluster.process.popen.wait(30)


@contextmanager
def office(home: Path, folder: Path) -> Iterator[Office]:
    with ExitStack() as stack:
        node = folder / "anvil"
        node.mkdir()
        rpc = stack.enter_context(local_chain(node))
        cluster = Cluster(home, dict(os.environ), folder / "postgres.log")
        cluster.start()
        stack.callback(cluster.stop)
        cluster.create("ledger")
        environment = {
            **os.environ,
            "DATABASE_URL": url(cluster.socket_folder, "ledger"),
            "ONEDOOR_KEYS": str(folder / "keys"),
            "ONEDOOR_CHAIN_RPC": rpc,
        }
        made = Office(cluster, environment)
        made.run("manage.py", "migrate", "ledger", "--verbosity", "0")
        made.run("manage.py", "deploy_anchor")
        yield made


def until_more(receipts: Path, count: int, word: str = "") -> None:
    """Waits for so many more lines, of this word where one is asked for."""

    def lines() -> int:
        return sum(not word or line == word for line in receipts.read_text().split())

    wanted, until = lines() + count, time.monotonic() + 120
    while lines() < wanted:
        assert time.monotonic() < until
        time.sleep(0.05)


@fault(
    "database server stopped at once, three times, while entries come in",
    "recording is refused, rings fail",
    "every answered commit is there, once",
)
def test_a_database_server_stopped_at_once_loses_no_answered_entry(tmp_path: Path) -> None:
    with office(tmp_path / "pg", tmp_path) as there:
        with there.at_work(tmp_path) as receipts:
            for _ in range(3):
                until_more(receipts, 30)
                there.stop_at_once()
                until_more(receipts, 2, "refused")
                there.cluster.start()
            until_more(receipts, 30)
        assert there.wrong(receipts) == []


@fault(
    "disk of the database full while entries come in",
    "recording is refused: no submission without its entry",
    "goes on when there is space",
)
def test_a_full_disk_of_the_database_refuses_and_loses_nothing(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 200_000) as disk:
        disk.chmod(0o755)
        with office(disk / "pg", tmp_path) as there:
            with there.at_work(tmp_path) as receipts:
                until_more(receipts, 30)
                with suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
                    while file.write(b"x" * 65536):
                        pass
                until_more(receipts, 1, "refused")
                (disk / "filler").unlink()
                there.stop_at_once()
                there.cluster.start()
                until_more(receipts, 30)
            assert there.wrong(receipts) == []
