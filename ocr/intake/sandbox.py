"""Runs the decoder child on one file and turns its death into an answer."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from ocr.intake import decoder
from ocr.values import Rejected

WALL_SECONDS = {"inspect": 40, "render": 150}


def run(job: Literal["inspect", "render"], path: Path, media_type: str, folder: Path) -> dict[str, Any]:
    """What the child answered. Raises Rejected with the child's code, or too_costly where a limit killed it."""
    command = [sys.executable, "-I", "-B", str(Path(decoder.__file__)), job, str(path), media_type, str(folder)]
    # A bare environment: a library that reads variables or writes to HOME finds nothing of ours.
    environment = {"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=WALL_SECONDS[job], check=False,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise Rejected("too_costly") from error
    if refused := answer.get("refused"):
        raise Rejected(refused["code"], **refused["params"])
    return answer
