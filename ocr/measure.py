"""Measures readings of drawn papers against their truth: fields right, wrong among the trusted, types, CPU seconds."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from ocr.catalogue import materials
from ocr.engines.contract import Engine
from ocr.pages.picture import PageImage
from ocr.reading import read_page
from ocr.samples.draw import Quality, draw_sample
from ocr.values import FieldReading


@dataclass
class Score:
    """Counts of one kind of paper at one quality."""

    papers: int = 0
    recognised: int = 0
    fields: int = 0
    right: int = 0
    cpu_seconds: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Adds the counts of another."""
        for name in ("papers", "recognised", "fields", "right", "cpu_seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.statuses += other.statuses
        self.wrong += other.wrong
        self.misses += other.misses

    def row(self, name: str) -> str:
        """One line of the table."""
        trusted = self.statuses["verified"] + self.statuses["likely"]
        return (
            f"{name:34} {self.papers:4} {self.recognised:5} {self.right:5}/{self.fields:<5}"
            f"{100 * self.right / max(1, self.fields):6.1f}%  {self.statuses['verified']:4} {self.wrong['verified']:3}"
            f"  {trusted:5} {self.wrong['verified'] + self.wrong['likely']:3}"
            f"  {self.cpu_seconds / max(1, self.papers):5.2f}"
        )


HEADING = (
    f"{'material/quality':34} {'n':>4} {'type':>5} {'fields right':>11} {'':6}  {'ver.':>4} {'bad':>3}"
    f"  {'trust':>5} {'bad':>3}  {'CPU s':>5}"
)


def alike(value: str | None, truth: str) -> bool:
    """Whether a value is the truth, marks and spaces aside."""
    return value is not None and _bare(value) == _bare(truth)


def _bare(text: str) -> str:
    return re.sub(r"[\s，。；：、,.;:()（）]", "", text) if not re.fullmatch(r"[0-9.,-]+", text) else text


def measure(engine: Engine, material: str, quality: Quality, seeds: Iterable[int]) -> Score:
    """Reads one drawn paper for each seed."""
    score = Score()
    for seed in seeds:
        score.add(_one(engine, material, quality, seed))
    return score


def _one(engine: Engine, material: str, quality: Quality, seed: int) -> Score:
    import numpy as np

    sample = draw_sample(material, {}, quality, seed)
    with Image.open(BytesIO(sample.data)) as image:
        page = PageImage(np.asarray(image.convert("RGB")))
    started = _cpu()
    found = read_page(page, engine).papers
    score = Score(papers=1, cpu_seconds=_cpu() - started)
    members = materials()[material].members
    fields = {name: field for paper in found if paper.material in members for name, field in paper.fields.items()}
    score.recognised = int(sorted(paper.material for paper in found) == sorted(members))
    for name, truth in sample.truth.values.items():
        score.fields += 1
        for miss in _count(score, fields.get(name), truth):
            score.misses.append(f"{material}/{quality}/{seed} {name}: {miss}")
    return score


def _count(score: Score, reading: FieldReading | None, truth: str) -> Iterator[str]:
    status = reading.status if reading else "missing"
    score.statuses[status] += 1
    if reading and alike(reading.value, truth):
        score.right += 1
    else:
        score.wrong[status] += 1
        yield f"{reading.value if reading else None!r} ({status}), it is {truth!r}"


def _cpu() -> float:
    """CPU seconds of this process and of the children it has waited for, such as Tesseract."""
    times = time.process_time()
    import resource

    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times + children.ru_utime + children.ru_stime
