"""What is counted on each page, and the rows of the table. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import quantiles

from ocr.measure import alike
from ocr.values import FieldReading
from tests.bench.paper.corpus import STRANGER, Task

PREFILLED = ("verified", "likely")


@dataclass(frozen=True)
class Verdict:
    """One field: what stands on the paper (empty: nothing), what was read, and how far it was trusted."""

    name: str
    truth: str
    value: str
    status: str

    @property
    def right(self) -> bool:
        """Whether what was read is what stands there."""
        return alike(self.value, self.truth)


@dataclass(frozen=True)
class Outcome:
    """One page read: kinds found and expected, whether its turn was found, its fields, and what it cost."""

    task: Task
    kinds: tuple[str, ...]
    expected: tuple[str, ...]
    upright: bool
    verdicts: tuple[Verdict, ...]
    wall_seconds: float
    cpu_seconds: float
    rss_mb: float


def verdicts(values: Mapping[str, str], found: Mapping[str, FieldReading]) -> tuple[Verdict, ...]:
    """Each field that the paper has, and each that was read though the paper has none."""
    out = []
    for name, truth in values.items():
        field = found.get(name)
        out.append(Verdict(name, truth, (field.value or "") if field else "", field.status if field else "missing"))
    extra = [name for name, field in found.items() if name not in values and field.value is not None]
    return tuple(out + [Verdict(name, "", found[name].value or "", found[name].status) for name in extra])


@dataclass
class Sum:
    """Counts over pages."""

    pages: int = 0
    strangers: int = 0
    refused: int = 0
    kinds_right: int = 0
    upright: int = 0
    fields: int = 0
    right: int = 0
    verified: int = 0
    verified_wrong: int = 0
    prefilled: int = 0
    prefilled_wrong: int = 0
    prefilled_right: int = 0
    walls: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def add(self, page: Outcome) -> None:
        """Counts one page."""
        if page.task.material == STRANGER:
            self.strangers += 1
            self.refused += page.kinds == (STRANGER,)
        else:
            self.pages += 1
            self.kinds_right += page.kinds == page.expected
            self.upright += page.upright
            self.walls.append(page.wall_seconds)
            self.cpu += page.cpu_seconds
        for each in page.verdicts:
            self._count(each)

    def _count(self, each: Verdict) -> None:
        self.fields += bool(each.truth)
        self.right += bool(each.truth) and each.right
        self.verified += each.status == "verified"
        self.verified_wrong += each.status == "verified" and not each.right
        if each.status in PREFILLED:
            self.prefilled += 1
            self.prefilled_wrong += not each.right
            self.prefilled_right += each.right

    def row(self, title: str) -> str:
        """One line under HEADING; shares in percent."""
        return (
            f"{title:54} {self.pages:5} {_share(self.right, self.fields)} {_share(self.kinds_right, self.pages)}"
            f" {_share(self.refused, self.strangers)} {_share(self.upright, self.pages)}"
            f" {self.verified_wrong:5}/{self.verified:<5} {self.prefilled_wrong:5}/{self.prefilled:<6}"
            f" {_share(self.prefilled_right, self.fields)} {self.cpu / max(1, self.pages):6.2f}"
        )


_COLUMNS = (
    ("pages", "", 5), ("exact", "%", 7), ("kind", "%", 7), ("unknown", "ref. %", 7), ("upright", "%", 7),
    ("verified", "wrong/all", 11), ("prefilled", "wrong/all", 12), ("right", "pref. %", 7), ("CPU s", "a page", 6),
)  # fmt: skip
HEADING = "\n".join(" ".join([" " * 54, *(f"{each[line]:>{each[2]}}" for each in _COLUMNS)]) for line in (0, 1))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:7.1f}" if whole else f"{'-':>7}"


def total(pages: Iterable[Outcome]) -> Sum:
    """The counts of some pages."""
    out = Sum()
    for page in pages:
        out.add(page)
    return out


def speed(pages: list[Outcome], processes: int) -> str:
    """Pages a second of all processes together, the 95th percentile of a page, and the biggest process."""
    walls = [page.wall_seconds for page in pages]
    p95 = quantiles(walls, n=20)[-1] if len(walls) > 1 else walls[0]
    middle = quantiles(walls, n=2)[0] if len(walls) > 1 else walls[0]
    return (
        f"{processes * len(walls) / sum(walls):.2f} pages/s with {processes} processes, a page {middle:.2f} s (median),"
        f" {p95:.2f} s (95th percentile); biggest process {max(page.rss_mb for page in pages):.0f} MB"
    )
