"""A real EVM node for tests: anvil on a free port, set up as the local chain is."""

import contextlib
import json
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ANVIL = Path(__file__).resolve().parent.parent / "node_modules" / ".bin" / "anvil"
ZERO_GAS = ("--gas-price", "0", "--block-base-fee-per-gas", "0", "--disable-min-priority-fee")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rpc(url: str, method: str, *params: Any) -> Any:
    """The result of one JSON-RPC call; an error of the node is a RuntimeError, silence an OSError."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        told = json.load(answer)
    if "error" in told:
        raise RuntimeError(told["error"])
    return told["result"]


@contextlib.contextmanager
def local_chain(
    folder: Path, *, port: int = 0, chain_id: int = 31337, dump: str = "", flags: tuple[str, ...] = ZERO_GAS
) -> Iterator[str]:
    """Yields the RPC address of a fresh anvil (london, free gas); `dump` is an answer of `anvil_dumpState`."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    command = [str(ANVIL), "--host", "127.0.0.1", "--port", str(port), "--chain-id", str(chain_id)]
    command += ["--hardfork", "london", "--silent", *flags]
    # anvil keeps files under HOME; a test leaves nothing behind, and no node even when the tests are killed.
    node = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", *command], env={**os.environ, "HOME": str(folder)}, cwd=folder
    )
    try:
        _answers(url, node)
        if dump:
            rpc(url, "anvil_loadState", dump)
        yield url
    finally:
        node.kill()
        node.wait()


def _answers(url: str, node: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and node.poll() is None:
        with contextlib.suppress(OSError):
            rpc(url, "eth_chainId")
            return
        time.sleep(0.02)
    raise RuntimeError(f"anvil does not answer (exit code {node.poll()})")
