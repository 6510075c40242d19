"""Tests of the database as a part: what it was prepared with stands in it."""

from pathlib import Path

from ops import manage
from ops.database import Database
from ops.layout import Layout


def test_a_database_tells_what_has_prepared_it(layout: Layout, environment: dict[str, str]) -> None:
    database = Database(layout, environment)
    database.start(environment)
    try:
        assert database.prepared_with() == ""
        database.note_prepared("abc")
        database.note_prepared("def")
        assert database.prepared_with() == "def"
        assert database.gives()["DATABASE_URL"].startswith("postgresql://onedoor@/onedoor?host=/")
    finally:
        database.stop()


def test_a_changed_source_or_another_purpose_asks_for_preparation(layout: Layout, tmp_path: Path) -> None:
    project = Layout(tmp_path, layout.var)
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "portal" / "static").mkdir(parents=True)
    model = tmp_path / "portal" / "models.py"
    model.write_text("one")
    before = manage.sources(project, {"ONEDOOR_DEMO": "1"})
    (tmp_path / "portal" / "static" / "app.css").touch()
    assert manage.sources(project, {"ONEDOOR_DEMO": "1"}) == before
    assert manage.sources(project, {"ONEDOOR_DEMO": "0"}) != before
    model.write_text("two")
    assert manage.sources(project, {"ONEDOOR_DEMO": "1"}) != before


def test_only_a_story_that_came_to_its_end_counts_as_driven(
    layout: Layout, environment: dict[str, str], tmp_path: Path
) -> None:
    project = Layout(tmp_path, layout.var)
    (tmp_path / ".venv").symlink_to(layout.venv)
    database = Database(layout, environment)
    database.start(environment)
    told = environment | database.gives()
    try:
        for code, driven in ((1, False), (0, True), (0, True)):
            (tmp_path / "manage.py").write_text(f"raise SystemExit({code})")
            assert manage.drive_story(project, told, "http://127.0.0.1:1") == code
            assert manage.story_driven(told) is driven
    finally:
        database.stop()
