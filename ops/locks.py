"""`make lock`: pins every Python and Node package by version and hash, without a registry's address."""

import os

from ops import node_set, python_set
from ops.console import step
from ops.layout import Layout

COMPILE = ["pip", "compile", "--quiet", "--system-certs", "--no-header", "--generate-hashes", "--no-emit-index-url"]
# In this order: the test set is held to the versions of the run set.
SETS = ("requirements-uv", "requirements", "requirements-dev")


def main() -> int:
    """Write the locks anew; versions stay where the sources still allow them (`make lock UPGRADE=1` lets go)."""
    layout = Layout.of(os.environ)
    python_set.ensure(layout, "test")
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    uv = [str(layout.venv / "bin" / "uv"), *COMPILE, "--python-version", "3.11", *upgrade]
    for name in SETS:
        with step(f"{name}.txt"):
            overrides = ["--override", "requirements-overrides.txt"] if name != "requirements-uv" else []
            python_set.call([*uv, f"{name}.in", *overrides, "-o", f"{name}.txt"], "uv pip compile")
    with step("package-lock.json"):
        node_set.npm(layout, "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund")
    return 0
