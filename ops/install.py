"""Everything below the project's folder that a start or the tests need; what is there already costs nothing."""

from ops import catalogues, frontend, node_set, python_set
from ops.layout import Layout


def everything(layout: Layout, name: str) -> None:
    """Install the set `run` or `test`; Debian packages are there by then (ops/packages.sh)."""
    python_set.ensure(layout, name)
    node_set.ensure(layout)
    frontend.ensure(layout)
    catalogues.ensure(layout)
