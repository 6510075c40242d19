"""The text layer of a born-digital PDF, believed only where the rendered page shows ink in the same place."""

from collections.abc import Sequence
from importlib import metadata
from typing import TYPE_CHECKING

from ocr.engines.contract import EngineDown
from ocr.pages.geometry import bounds, part
from ocr.pages.picture import PageImage
from ocr.values import Line

if TYPE_CHECKING:
    from ocr.pages.geometry import Pixels

_LEAST_PX = 8.0  # text that a person cannot read is not on the page
_LEAST_CONTRAST = 60


class PdfText:
    """Shows only lines whose every part is covered with ink; what is hidden, white, tiny or off the page falls out."""

    code = "pdftext"
    trust = 0
    sure = 1.1  # what a layer says is always held against a second look

    def version(self) -> str:
        """The version of pypdfium2, whose child process took the layer out."""
        try:
            return metadata.version("pypdfium2")
        except metadata.PackageNotFoundError as error:
            raise EngineDown(str(error)) from error

    def read(self, page: PageImage) -> list[Line]:
        """The believed lines; none for a picture."""
        return [line for line in page.layer if shown(page.pixels, line)]

    def read_lines(self, pieces: "Sequence[Pixels]") -> list[tuple[str, float]]:
        """Nothing: a picture has no text layer."""
        return [("", 0.0) for _ in pieces]


def shown(pixels: "Pixels", line: Line) -> bool:
    """Whether the page has marks under each third of the line, with enough contrast and not one flat block."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = bounds(line.quad)
    if left < 0 or top < 0 or right > width or bottom > height or bottom - top < _LEAST_PX:
        return False
    pieces = 3 if len(line.text) >= 6 else 1
    return all(_inked(pixels, part(line.quad, i / pieces, (i + 1) / pieces)) for i in range(pieces))


def _inked(pixels: "Pixels", quad: tuple[tuple[float, float], ...]) -> bool:
    left, top, right, bottom = (round(edge) for edge in bounds((quad[0], quad[1], quad[2], quad[3])))
    piece = pixels[top:bottom, left:right].mean(axis=2)
    if piece.size < 16:
        return False
    low, high = float(piece.min()), float(piece.max())
    if high - low < _LEAST_CONTRAST:
        return False
    share = float((piece < (low + high) / 2).mean())
    return min(share, 1 - share) > 0.02


ENGINE = PdfText()
