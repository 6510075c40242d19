"""The contract as compiled and committed: ABI, creation code and the SHA-256 of what then stands on the chain."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("ConsistentAnchor.vy")
COMPILED = Path(__file__).with_name("ConsistentAnchor.json")


@dataclass(frozen=True, slots=True)
class Artifact:
    """`code` creates the contract; `runtime_sha256` is of the code that eth_getCode then returns."""

    abi: list[dict[str, Any]]
    code: str
    runtime_sha256: str


@cache
def artifact() -> Artifact:
    told = json.loads(COMPILED.read_text())
    return Artifact(told["abi"], told["bytecode"], hashlib.sha256(bytes.fromhex(told["runtime"][2:])).hexdigest())


def compiled() -> str:
    """The source compiled anew, as the text of ConsistentAnchor.json. Needs vyper, which only development installs."""
    import vyper
    from vyper.compiler.settings import OptimizationLevel, Settings

    out = vyper.compile_code(
        SOURCE.read_text(),
        output_formats=["abi", "bytecode", "bytecode_runtime"],
        settings=Settings(evm_version="london", optimize=OptimizationLevel.GAS),
    )
    told = {
        "compiler": f"vyper {vyper.__version__}",
        "evm": "london",
        "abi": out["abi"],
        "bytecode": out["bytecode"],
        "runtime": out["bytecode_runtime"],
    }
    return json.dumps(told, indent=1) + "\n"
