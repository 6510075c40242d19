"""The bench of the reader: its papers repeat, and it counts what it says."""

import pytest

from ocr.samples.draw import sample_materials
from ocr.values import FieldReading, Status
from tests.bench.paper.corpus import STRANGER, Task, draw, tasks
from tests.bench.paper.figures import Outcome, total, verdicts
from tests.bench.paper.levels import LEVELS


def field(value: str, status: Status) -> FieldReading:
    return FieldReading("", value, value, status, 1, None)


def test_every_level_shows_every_kind_and_some_papers_of_no_kind() -> None:
    drawn = {(task.level, task.material) for task in tasks(len(sample_materials()), 7)}
    assert drawn == {(level, kind) for level in LEVELS for kind in (*sample_materials(), STRANGER)}


@pytest.mark.parametrize("level", LEVELS)
def test_a_task_draws_the_same_picture_twice(level: str) -> None:
    task = Task("resident_id_back", level, 3, 7)
    assert draw(task) == draw(task)


def test_what_was_read_though_it_is_not_there_counts_as_wrong() -> None:
    found = {"name": field("张三", "likely"), "sex": field("男", "verified"), "nation": field("汉", "verified")}
    page = Outcome(
        task=Task("resident_id_front", "scan", 0, 1),
        kinds=("resident_id_front",),
        expected=("resident_id_front",),
        upright=True,
        verdicts=verdicts({"name": "张三", "sex": "女", "address": "滨江路1号"}, found),
        wall_seconds=1.0,
        cpu_seconds=1.0,
        rss_mb=1.0,
    )
    counted = total([page])
    assert (counted.right, counted.fields) == (1, 3)
    assert (counted.verified_wrong, counted.verified) == (2, 2)
    assert (counted.prefilled_wrong, counted.prefilled) == (2, 3)
