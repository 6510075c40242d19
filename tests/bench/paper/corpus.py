"""Which papers are drawn: every kind with rare names, minority names, long addresses, other faces, seals over text."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from ocr.samples import fiction
from ocr.samples.draw import drawer, sample_materials
from ocr.samples.sheet import Font, Sheet, printed_in
from ocr.templates import templates
from tests.bench.paper import strangers
from tests.bench.paper.levels import LEVELS, Shot, shoot

STRANGER = "unknown"
_RARE = "赟昝嫣嵘翀喆犇淼焱垚骉祎彧璟钰旻昇堃皓铄芃玥昕晞婳琰珺懿熠焘煊翊"
_FACES: tuple[Mapping[Font, Font], ...] = (
    {},
    {},
    {"sans": "serif", "sans-bold": "serif-bold"},
    {"serif": "sans", "serif-bold": "sans-bold"},
    {"sans": "sans-bold", "serif": "serif-bold"},
)


@dataclass(frozen=True)
class Task:
    """One page of the corpus; the same task draws the same bytes."""

    material: str
    level: str
    number: int
    seed: int


@dataclass(frozen=True)
class Page:
    """A picture with what stands on it; `values` is empty for a paper of no known kind."""

    task: Task
    shot: Shot
    values: Mapping[str, str]


def tasks(papers: int, seed: int) -> list[Task]:
    """`papers` pages of known kinds at each level, the kinds in turn, and one stranger for every eight."""
    kinds = sample_materials()
    out = []
    for level in LEVELS:
        out += [Task(kinds[number % len(kinds)], level, number, seed) for number in range(papers)]
        out += [Task(STRANGER, level, number, seed) for number in range((papers + 7) // 8)]
    return out


def draw(task: Task) -> Page:
    """The page of a task."""
    rng = Random(f"{task.seed}/{task.material}/{task.level}/{task.number}")
    if task.material == STRANGER:
        return Page(task, shoot(strangers.draw(rng), task.level, rng), {})
    paper = drawer(task.material)
    with printed_in(rng.choice(_FACES)):
        values = _varied(task.material, paper.values(rng), rng)
        sheet = paper.draw(values, rng)
    if rng.random() < 0.3:
        _stamp(sheet, rng)
    return Page(task, shoot(sheet, task.level, rng), values)


def _varied(material: str, values: Mapping[str, str], rng: Random) -> dict[str, str]:
    """Names with rare characters or an interpunct and addresses that wrap, where the value stands for itself."""
    out = dict(values)
    types = {code: field.type for each in _members(material) for code, field in templates()[each].fields.items()}
    for code, value in values.items():
        alone = sum(value in other for other in values.values()) == 1
        if types.get(code) == "person" and alone and rng.random() < 0.3:
            out[code] = _name(rng)
        elif types.get(code) == "address" and alone and rng.random() < 0.3:
            out[code] = value + f"（原云州市第{rng.choice('一二三四五')}机械厂院内东侧临街铺面）"
    return out


def _members(material: str) -> list[str]:
    return [code for code, each in templates().items() if material in (code, each.family)]


def _name(rng: Random) -> str:
    if rng.random() < 0.3:
        return rng.choice(fiction.MINORITY)
    return rng.choice(fiction.SURNAMES) + "".join(rng.sample(_RARE, rng.choice((1, 2))))


def _stamp(sheet: Sheet, rng: Random) -> None:
    """A seal over some value, as offices put them."""
    left, top, right, bottom = rng.choice(list(sheet.boxes.values()))[0]
    mm = 25.4 / sheet.dpi
    x, y = (left + (right - left) * rng.random()) * mm, (top + bottom) / 2 * mm
    radius = 0.085 * min(sheet.width_mm, sheet.height_mm) + 1
    sheet.seal(
        min(max(x, radius), sheet.width_mm - radius), min(max(y, radius), sheet.height_mm - radius), radius,
        rng.choice(("云州市行政审批专用章", "云州青禾餐饮管理有限公司", "与原件核对无误")),
    )  # fmt: skip
