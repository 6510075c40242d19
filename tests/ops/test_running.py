"""Tests of the lock: one supervisor for an installation, and a dead one holds nothing."""

from ops.layout import Layout
from ops.run import already
from ops.running import alone, note_file, running, tell


def test_the_second_start_learns_where_the_first_one_answers(layout: Layout) -> None:
    with alone(layout) as first:
        assert first
        tell(layout, "http://127.0.0.1:8003", {"DATABASE_URL": "postgresql:///x"}, {"web": 1})
        with alone(layout) as second:
            assert not second
        found = running(layout)
        assert found is not None
        assert "http://127.0.0.1:8003/" in already(found)


def test_a_first_start_that_is_not_ready_yet_is_told_as_such(layout: Layout) -> None:
    with alone(layout):
        assert running(layout) is None
    assert "being started" in already(None)


def test_the_note_of_a_killed_supervisor_is_not_believed(layout: Layout) -> None:
    tell(layout, "http://127.0.0.1:8003", {}, {})
    assert note_file(layout).exists()
    assert running(layout) is None


def test_nothing_runs_in_a_new_folder(layout: Layout) -> None:
    assert running(layout) is None
