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
