"""A process that reads pages of the corpus one after the other, warm, as a worker does."""

import resource
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from ocr.catalogue import materials
from ocr.engines.choice import chosen
from ocr.intake.decoder import upright
from ocr.pages.picture import PageImage
from ocr.reading import read_page
from ocr.samples.draw import sample_materials
from tests.bench.paper.ablation import without
from tests.bench.paper.corpus import STRANGER, Page, Task, draw
from tests.bench.paper.figures import Outcome, verdicts
from tests.bench.paper.levels import LEVELS, Shot


def ready(engine: str) -> None:
    """Called once in each process: reads pages of several shapes, so that what is timed is warm."""
    if engine:
        for number, level in enumerate(LEVELS):
            task = Task(sample_materials()[number], level, 0, -1)
            read(draw(task), engine, "")


def write(task: Task, folder: Path) -> tuple[Page, Path]:
    """Draws a page into the folder; the picture itself is left out of what is returned."""
    page = draw(task)
    path = folder / f"{task.level}-{task.number:05}-{task.material}.jpg"
    path.write_bytes(page.shot.data)
    return replace(page, shot=Shot(b"", page.shot.turns)), path


def read_file(page: Page, path: Path, engine: str, stage: str) -> Outcome:
    """Reads a written page, with a stage taken out if one is named."""
    return read(replace(page, shot=Shot(path.read_bytes(), page.shot.turns)), engine, stage)


def read(page: Page, engine: str, stage: str) -> Outcome:
    """Decodes, reads and judges one page."""
    material = page.task.material
    with Image.open(BytesIO(page.shot.data)) as image:
        pixels = np.asarray(upright(image))
    reader = chosen(engine)
    wall, cpu = time.perf_counter(), _cpu()
    with without(stage):
        found = read_page(PageImage(pixels), reader)
    wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    expected = (STRANGER,) if material == STRANGER else tuple(sorted(materials()[material].members))
    fields = {
        name: field for paper in found.papers for name, field in paper.fields.items() if paper.material in expected
    }
    return Outcome(
        task=page.task,
        kinds=tuple(sorted(paper.material for paper in found.papers)),
        expected=expected,
        upright=found.quarter_turns == page.shot.turns,
        verdicts=() if material == STRANGER else verdicts(page.values, fields),
        wall_seconds=wall,
        cpu_seconds=cpu,
        rss_mb=_rss_mb(),
    )


def _cpu() -> float:
    """CPU seconds of this process and of the children it has waited for, such as Tesseract."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _rss_mb() -> float:
    """What this process holds now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
