"""Builds portal/static/dist from portal/static_src, by the script `build` of package.json."""

import shutil

from ops import node_set
from ops.console import step
from ops.layout import Layout
from ops.stamps import Stamp, digest


def ensure(layout: Layout) -> None:
    """Build where a source, the script, or a package that goes into it has changed since the last build."""
    source = layout.root / "portal" / "static_src"
    if not source.is_dir():
        return
    inputs = [file for file in source.rglob("*") if file.is_file()]
    packages = [layout.root / name for name in ("package.json", "package-lock.json")]
    mark, value = Stamp(layout.dist / ".onedoor"), digest([*inputs, *packages])
    if mark.holds(value):
        return
    with step("styles and scripts"):
        shutil.rmtree(layout.dist, ignore_errors=True)
        layout.dist.mkdir(parents=True)
        node_set.npm(layout, "run", "build")
        mark.put(value)
