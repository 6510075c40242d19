"""Makes a page ready for an engine: upright, and straightened where a sheet lies on a background."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.pages.geometry import mapped
from ocr.pages.picture import PageImage
from ocr.pages.straighten import find_sheet, straightened
from ocr.pages.upright import turned_by
from ocr.values import Line

if TYPE_CHECKING:
    from ocr.pages.geometry import Matrix, Pixels


@dataclass(frozen=True)
class Ready:
    """The pixels to read, and the matrix (3 x 3) from them back to the page as it came."""

    pixels: "Pixels"
    back: "Matrix"
    quarter_turns: int
    sheet_found: bool

    def home(self, lines: list[Line]) -> list[Line]:
        """Lines with their quads on the page as it came."""
        return [Line(line.text, mapped(line.quad, self.back), line.confidence) for line in lines]


def prepare(page: PageImage) -> Ready:
    """Straightens first, so that the network sees the page and not the table."""
    import numpy as np

    pixels, matrix = page.pixels, np.eye(3)
    corners = find_sheet(pixels)
    if corners is not None:
        pixels, matrix = straightened(pixels, corners)
    turns = turned_by(pixels)
    if turns:
        height, width = pixels.shape[:2]
        pixels = np.ascontiguousarray(np.rot90(pixels, turns))
        matrix = _turn(width, height, turns) @ matrix
    return Ready(pixels, np.linalg.inv(matrix), turns, corners is not None)


def _turn(width: int, height: int, turns: int) -> "Matrix":
    """The matrix of `turns` quarter turns to the left of a picture of that size."""
    import numpy as np

    quarter = {
        1: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
        2: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        3: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
    }
    return np.array(quarter[turns], dtype=np.float64)
