"""Where everything lies: the project's folder, and below var/ all that a running OneDoor writes."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Layout:
    """The folders of one installation; two installations of one project differ in `var` alone."""

    root: Path
    var: Path

    @classmethod
    def of(cls, environ: Mapping[str, str], default: str = "var") -> "Layout":
        """The installation that ONEDOOR_VAR names, else the one in the project's own folder."""
        return cls(PROJECT, Path(environ.get("ONEDOOR_VAR", "") or PROJECT / default).resolve())

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def modules(self) -> Path:
        return self.root / "node_modules"

    @property
    def dist(self) -> Path:
        return self.root / "portal" / "static" / "dist"

    @property
    def log(self) -> Path:
        return self.var / "log"

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def keys(self) -> Path:
        return self.var / "keys"

    @property
    def tmp(self) -> Path:
        return self.var / "tmp"

    @property
    def home(self) -> Path:
        return self.var / "home"

    def make(self) -> None:
        """Make the folders; var itself is closed to other users, for it holds papers and keys."""
        for folder in (self.var, self.log, self.run, self.keys, self.tmp, self.home):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def children(layout: Layout, base: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of every started process: what it writes for itself lands under var/."""
    given = dict(os.environ if base is None else base)
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"):
        given.pop(name, None)
    path = [str(layout.venv / "bin"), given.get("PATH", ""), "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
    home = str(layout.home)
    return given | {
        "PATH": ":".join(part for part in path if part),
        "HOME": home,
        "XDG_CACHE_HOME": f"{home}/.cache",
        "XDG_CONFIG_HOME": f"{home}/.config",
        "XDG_DATA_HOME": f"{home}/.local/share",
        "XDG_STATE_HOME": f"{home}/.local/state",
        "TMPDIR": str(layout.tmp),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        "ORT_DISABLE_TELEMETRY": "1",
        "ONEDOOR_VAR": str(layout.var),
    }
