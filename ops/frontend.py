"""Builds portal/static/dist from portal/static_src: each top-level .scss by sass, each top-level .js by esbuild."""

import shutil
from pathlib import Path

from ops import node_set
from ops.console import step
from ops.layout import Layout
from ops.python_set import call
from ops.stamps import Stamp, digest


def ensure(layout: Layout) -> None:
    """Build where a source, or a package that goes into it, has changed since the last build."""
    source = layout.root / "portal" / "static_src"
    if not source.is_dir():
        return
    inputs = [file for file in source.rglob("*") if file.is_file()]
    mark, value = Stamp(layout.dist / ".onedoor"), digest([*inputs, layout.root / "package-lock.json"])
    if mark.holds(value):
        return
    with step("styles and scripts"):
        draft = layout.dist.with_name("dist.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for file in sorted(source.iterdir()):
            build(layout, file, draft)
        shutil.rmtree(layout.dist, ignore_errors=True)
        draft.rename(layout.dist)
        mark.put(value)


def build(layout: Layout, file: Path, target: Path) -> None:
    """One entry file; names that begin with an underscore are parts of others."""
    environment = node_set.environment(layout)
    if file.suffix == ".scss" and not file.name.startswith("_"):
        sass = [str(node_set.folder(layout) / "node"), str(layout.modules / "sass" / "sass.js")]
        options = ["--style=compressed", "--no-source-map", "--quiet-deps"]
        paths = [f"--load-path={layout.modules / 'govuk-frontend' / 'dist'}", f"--load-path={layout.modules}"]
        call([*sass, *options, *paths, str(file), str(target / f"{file.stem}.css")], "sass", environment)
    if file.suffix == ".js" and not file.name.startswith("_"):
        esbuild = [str(layout.modules / ".bin" / "esbuild"), str(file), "--bundle", "--minify", "--format=iife"]
        options = ["--target=es2020", "--log-level=warning", f"--outfile={target / file.name}"]
        call([*esbuild, *options], "esbuild", environment)
