"""Fills .venv with the hash-pinned Python packages of one set: run or test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ops.console import complain, step
from ops.layout import Layout
from ops.stamps import Stamp, digest
from ops.stop import Stop

LOCKS = {"run": "requirements.txt", "test": "requirements-dev.txt"}


def wanted(layout: Layout, name: str) -> str:
    """What the set was made from; the folder belongs to it because scripts in a venv hold its path."""
    version = ".".join(map(str, sys.version_info[:2]))
    return digest([layout.root / LOCKS[name]], version, str(layout.venv))


def stamp(layout: Layout, name: str) -> Stamp:
    return Stamp(layout.venv / f".onedoor-{name}")


def ensure(layout: Layout, name: str) -> None:
    """Install what the set's lock names where the stamp does not say that it is there."""
    if stamp(layout, name).holds(wanted(layout, name)) and layout.python.exists():
        return
    with step(f"Python packages ({name})"):
        make_venv(layout)
        for each in LOCKS:
            stamp(layout, each).drop()
        fill(layout, layout.root / LOCKS[name])
        # The test set holds the run set, pinned to the same versions.
        for each in ("run", "test") if name == "test" else ("run",):
            stamp(layout, each).put(wanted(layout, each))


def make_venv(layout: Layout) -> None:
    """A venv of this Python in this place; one that was moved here or made by another Python is made anew."""
    question = "import pip, sys; print(sys.version_info[:2], sys.prefix)"
    try:
        answer = subprocess.run(
            [layout.python, "-c", question], capture_output=True, text=True, check=False
        ).stdout.strip()
    except OSError:
        answer = ""
    if answer != f"{sys.version_info[:2]} {layout.venv}":
        shutil.rmtree(layout.venv, ignore_errors=True)
        call([sys.executable, "-m", "venv", str(layout.venv)], "venv")


def fill(layout: Layout, lock: "os.PathLike[str]") -> None:
    """By uv, which is itself pinned by hash; by pip where uv cannot (it does not read pip's configuration)."""
    pip = [str(layout.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    call([*pip, "-r", str(layout.root / "requirements-uv.txt")], "pip install uv")
    uv = [
        str(layout.venv / "bin" / "uv"),
        "pip",
        "install",
        "--system-certs",
        "--quiet",
        "--python",
        str(layout.python),
    ]
    options = ["--no-deps", "--require-hashes", "-r", str(lock)]
    try:
        call([*uv, *options], "uv")
    except Stop as error:
        complain(f"{error}\nuv could not; pip tries, which takes longer.")
        call([*pip, *options[:1], *options[2:]], "pip install")


def call(
    command: list[str], name: str, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> None:
    """Run an installer with the person's own configuration and cache; Stop holds its last words."""
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        raise Stop(f"{name} failed:\n{done.stdout[-2000:]}")
