"""The local chain: an anvil node whose state is kept in a file. It shows the mechanism and gives no independence."""

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from ops import rpc
from ops.console import complain
from ops.layout import Layout
from ops.part import wait_ready
from ops.ports import LOOPBACK, first_free
from ops.processes import Process, spawn
from ops.stop import Stop

CHAIN_ID = 31337
# Free gas, so that the anchoring key needs no coins; London is the newest fork that consortium chains run as well.
FLAGS = ("--hardfork", "london", "--gas-price", "0", "--block-base-fee-per-gas", "0", "--disable-min-priority-fee")


def write_whole(file: Path, text: str) -> None:
    """Replace a file so that a crash at any moment leaves the old or the new one."""
    draft = file.with_suffix(".new")
    with draft.open("w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Chain:
    """The embedded node; whoever is started later finds it in ONEDOOR_CHAIN_RPC."""

    name = "chain"

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.program = layout.modules / "@foundry-rs" / "anvil-linux-amd64" / "bin" / "anvil"
        self.state = layout.var / "chain" / "state.hex"
        self.port = 0
        self.saved_block = ""
        self.process: Process | None = None

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the node with the state that was saved last; what came after is anchored again by the ledger."""
        if not self.program.is_file():
            raise Stop("There is no local chain for this machine; set ONEDOOR_CHAIN_RPC to a node of your own.", 2)
        self.state.parent.mkdir(parents=True, exist_ok=True)
        # A node that is started again keeps its port: others have its address in their environment.
        self.port = self.port or first_free(range(8545, 8645))
        command = [str(self.program), "--host", LOOPBACK, "--port", str(self.port), "--chain-id", str(CHAIN_ID)]
        command += [*FLAGS, "--silent"]
        log = self.layout.log / "chain.log"
        self.process = spawn("The chain", command, environment, log, signal.SIGINT, signal.SIGINT)
        wait_ready(self, 20)
        if self.state.is_file():
            rpc.call(self.url, "anvil_loadState", self.state.read_text(), timeout=120)
        self.saved_block = self.block()

    def block(self) -> str:
        return rpc.call(self.url, "eth_blockNumber", timeout=5)

    def gives(self) -> dict[str, str]:
        return {"ONEDOOR_CHAIN_RPC": self.url}

    def ready(self) -> bool:
        try:
            return bool(self.block())
        except rpc.Silent:
            return False

    def tick(self) -> None:
        """Save the state when a block was added since the last time."""
        try:
            block = self.block()
            if block != self.saved_block:
                self.save(block)
        except (rpc.Silent, Stop) as error:
            complain(f"The chain's state could not be saved: {error}")
            time.sleep(0.2)

    def save(self, block: str) -> None:
        write_whole(self.state, rpc.call(self.url, "anvil_dumpState", timeout=120))
        self.saved_block = block

    def stop(self) -> None:
        if self.process is None:
            return
        if self.process.ended() is None:
            self.tick()
        self.process.ask()
        self.process.finish(10)
