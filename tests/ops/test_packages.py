"""Tests of the installation of Debian packages: who may not install is told what is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ops.layout import PROJECT


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The script beside a list of our own, in a folder that everybody can read."""
    tmp_path.chmod(0o755)
    shutil.copy(PROJECT / "ops" / "packages.sh", tmp_path)
    (tmp_path / "packages-run.txt").write_text("# what a start needs\ncoreutils\nonedoor-missing  # not in Debian\n")
    (tmp_path / "packages-test.txt").write_text("dpkg\n")
    return tmp_path / "packages.sh"


def call(script: Path, *sets: str) -> "subprocess.CompletedProcess[str]":
    """Call it as somebody who is not root and finds no sudo."""
    tools = script.parent / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "sed", "dpkg-query", "id", "apt-get"):
        (tools / name).symlink_to(str(shutil.which(name)))
    who = (
        [str(shutil.which("setpriv")), "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    )
    command = [*who, str(shutil.which("sh")), "packages.sh", *sets]
    return subprocess.run(
        command, cwd=script.parent, env={"PATH": tools.name}, capture_output=True, text=True, check=False
    )


def test_without_root_the_missing_packages_are_listed_and_the_code_is_2(script: Path) -> None:
    done = call(script, "run")
    assert done.returncode == 2
    assert "  onedoor-missing\n" in done.stderr
    assert "coreutils" not in done.stderr
    assert "apt-get install -y --no-install-recommends onedoor-missing" in done.stderr


def test_where_nothing_is_missing_nothing_is_said(script: Path) -> None:
    done = call(script, "test")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_lists_hold_each_package_once() -> None:
    names = []
    for file in (PROJECT / "ops").glob("packages-*.txt"):
        names += [line.split("#")[0].strip() for line in file.read_text().splitlines()]
    named = [name for name in names if name]
    assert len(named) == len(set(named)) >= 10
