"""Draws one sample paper: material, values and seed in, file and truth out; the same seed gives the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any, Literal

from ocr.samples import camera, papers
from ocr.values import Quad

Quality = Literal["scan", "phone", "pdf"]


@dataclass(frozen=True)
class Truth:
    """What stands on a sample: normalised values, and their quads in pixels (none for a born-digital PDF)."""

    material: str
    values: Mapping[str, str]
    quads: Mapping[str, Quad]


@dataclass(frozen=True)
class Sample:
    """A drawn file with its truth."""

    data: bytes
    media_type: str
    truth: Truth

    @property
    def suffix(self) -> str:
        """The file name's end that fits the media type."""
        return {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf"}[self.media_type]


def sample_materials() -> tuple[str, ...]:
    """The kinds of paper that can be drawn."""
    return tuple(sorted(module.name for module in iter_modules(papers.__path__)))


def digital_materials() -> tuple[str, ...]:
    """Those that can also be drawn as a born-digital PDF."""
    return tuple(code for code in sample_materials() if hasattr(drawer(code), "html"))


def draw_sample(
    material: str, values: Mapping[str, str] | None = None, quality: Quality = "scan", seed: int = 0
) -> Sample:
    """A made-up paper; `values` (normalised, by field) override what the seed makes up."""
    paper = drawer(material)
    rng = Random(f"{material}/{quality}/{seed}")  # noqa: S311 - samples must repeat
    truth = {**paper.values(rng), **(values or {})}
    if quality == "pdf":
        return Sample(_pdf(paper.html(truth)), "application/pdf", Truth(material, truth, {}))
    sheet = paper.draw(truth, rng)
    if quality == "scan":
        data, media_type, quads = camera.scan(sheet.image, sheet.quads(), rng, card=sheet.width_mm < 100)
    else:
        data, media_type, quads = camera.phone(sheet.image, sheet.quads(), rng)
    return Sample(data, media_type, Truth(material, truth, quads))


def drawer(material: str) -> Any:
    """The module that makes up and draws papers of a kind. Raises ValueError where there is none."""
    if material not in sample_materials():
        raise ValueError(f"No sample paper {material!r}; there are {', '.join(sample_materials())}.")
    return import_module(f"{papers.__name__}.{material}")


def _pdf(html: str) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=html).write_pdf())
