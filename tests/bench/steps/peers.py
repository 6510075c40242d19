"""The environment of the peers, below var/: made once, and left out where there is no network."""

import subprocess
import sys
from pathlib import Path

WANTED = Path(__file__).with_name("peers.txt")


def python(var: Path) -> Path | None:
    """Its interpreter, with what `peers.txt` pins; None where it cannot be made."""
    folder = var / "peers"
    found, stamp = folder / "bin" / "python", folder / "made-from.txt"
    if stamp.exists() and stamp.read_text() == WANTED.read_text():
        return found
    made = [
        [sys.executable, "-m", "venv", str(folder)],
        [str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(WANTED)],
    ]
    for command in made:
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
    stamp.write_text(WANTED.read_text())
    return found
