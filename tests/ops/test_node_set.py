"""Tests of the choice of Node: Debian's own is too old for the packages."""

import pytest

from ops.node_set import new_enough


@pytest.mark.parametrize(
    ("version", "suits"),
    [
        ("v18.20.4", False),
        ("v20.18.9", False),
        ("v20.19.0\n", True),
        ("v22.0.0", True),
        ("v24.19.0-pre", True),
        ("", False),
        ("bash: node: not found", False),
    ],
)
def test_node_from_20_19_on_is_used(version: str, suits: bool) -> None:
    assert new_enough(version) is suits
