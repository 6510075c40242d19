"""The values that travel through ocr: points and quads, lines, documents, readings, and the refusal of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Point = tuple[float, float]
# Corners in the order of the text's own reading direction: top left, top right, bottom right, bottom left.
Quad = tuple[Point, Point, Point, Point]
Status = Literal["verified", "likely", "doubtful", "missing"]

# Why a file is refused. Pages hold the sentence for each.
REJECTIONS = (
    "empty",  # zero bytes
    "too_large",  # bytes over limit_bytes
    "mislabelled",  # the name says one kind, the bytes another: claimed, found
    "unsupported",  # a kind that is not taken: found
    "active_content",  # markup or script that a browser would run: found
    "encrypted",  # a PDF that asks for a password
    "not_readable",  # broken or cut off
    "too_many_pages",  # pages over limit_pages
    "too_many_pixels",  # pixels over limit_pixels
    "page_too_big",  # a PDF page side over limit_pt
    "too_small",  # a picture whose short side is under limit_px
    "too_costly",  # reading it took more memory or time than a file may take
)


class Rejected(Exception):
    """A file that is not taken; `code` is one of REJECTIONS, `params` the figures of the sentence."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        if code not in REJECTIONS:
            raise ValueError(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Document:
    """A stored original; the digest is its name."""

    sha256: str
    media_type: str
    pages: int
    size_bytes: int


@dataclass(frozen=True)
class Line:
    """One line of text as an engine read it; the quad in pixels of the image it was given, confidence 0..1."""

    text: str
    quad: Quad
    confidence: float


@dataclass(frozen=True)
class Check:
    """One thing that was looked at in a value: `passed` is None where it could not be decided."""

    code: str
    passed: bool | None


@dataclass(frozen=True)
class FieldReading:
    """One field of a paper; the quad is in fractions (0..1) of the page as `page_image` shows it."""

    label: str
    value: str | None
    raw: str
    status: Status
    page: int
    quad: Quad | None
    checks: tuple[Check, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; checks become {code: true, false or null}."""
        return {
            "label": self.label,
            "value": self.value,
            "raw": self.raw,
            "status": self.status,
            "page": self.page,
            "quad": [list(point) for point in self.quad] if self.quad else None,
            "checks": {check.code: check.passed for check in self.checks},
        }


@dataclass(frozen=True)
class Paper:
    """One paper found in a file: its material type, or `unknown`, and the pages (from 1) that it stands on."""

    material: str
    pages: tuple[int, ...]
    fields: Mapping[str, FieldReading]
    quad: Quad | None = None  # where on the page it lies, if not all of it

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "material": self.material,
            "pages": list(self.pages),
            "quad": [list(point) for point in self.quad] if self.quad else None,
            "fields": {name: reading.to_json() for name, reading in self.fields.items()},
        }


@dataclass(frozen=True)
class Remark:
    """Something a person should know about a reading, such as `wrong_paper` (expected, found)."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What a file says; `engine` names the engines that read it with their versions."""

    file: str
    papers: tuple[Paper, ...]
    engine: str
    warnings: tuple[Remark, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, the form that is cached and that `manage.py read` prints."""
        return {
            "file": self.file,
            "papers": [paper.to_json() for paper in self.papers],
            "engine": self.engine,
            "warnings": [{"code": warning.code, "params": dict(warning.params)} for warning in self.warnings],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reading":
        """The inverse of `to_json`."""
        return cls(
            file=data["file"],
            papers=tuple(_paper(paper) for paper in data["papers"]),
            engine=data["engine"],
            warnings=tuple(Remark(each["code"], each["params"]) for each in data["warnings"]),
        )


def _quad(points: list[list[float]] | None) -> Quad | None:
    if points is None:
        return None
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d


def _paper(data: Mapping[str, Any]) -> Paper:
    fields = {
        name: FieldReading(
            label=each["label"],
            value=each["value"],
            raw=each["raw"],
            status=each["status"],
            page=each["page"],
            quad=_quad(each["quad"]),
            checks=tuple(Check(code, passed) for code, passed in each["checks"].items()),
        )
        for name, each in data["fields"].items()
    }
    return Paper(data["material"], tuple(data["pages"]), fields, _quad(data["quad"]))
