"""Tests of the layout: where an installation writes, and what its children are told."""

import stat
from pathlib import Path

import pytest

from ops.layout import PROJECT, Layout, children


def test_var_lies_in_the_project_unless_the_environment_names_another_place(tmp_path: Path) -> None:
    assert Layout.of({}).var == PROJECT / "var"
    assert Layout.of({"ONEDOOR_VAR": ""}).var == PROJECT / "var"
    assert Layout.of({"ONEDOOR_VAR": str(tmp_path)}).var == tmp_path


def test_other_users_cannot_enter_what_holds_papers_and_keys(layout: Layout) -> None:
    for folder in (layout.var, layout.keys, layout.run, layout.log):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "name", ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]
)
def test_children_write_below_var(layout: Layout, name: str) -> None:
    told = children(layout, {"HOME": "/root", "TMPDIR": "/var/elsewhere"})
    assert Path(told[name]).is_relative_to(layout.var)


def test_children_find_the_projects_python_first_and_nothing_of_make(layout: Layout) -> None:
    told = children(layout, {"PATH": "/usr/bin", "MAKEFLAGS": "-j", "PYTHONPATH": "/elsewhere", "LC_ALL": "C"})
    assert told["PATH"].startswith(f"{layout.venv}/bin:/usr/bin")
    assert not {"MAKEFLAGS", "PYTHONPATH"} & told.keys()
    assert told["LC_ALL"] == "C.UTF-8"
