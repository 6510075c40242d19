"""Makes a page ready for an engine: upright, and straightened where a sheet lies on a background."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.pages.picture import PageImage
from ocr.pages.straighten import find_sheet, straightened
from ocr.pages.upright import turned_by

if TYPE_CHECKING:
    from ocr.pages.geometry import Matrix, Pixels


@dataclass(frozen=True)
class Ready:
    """The pixels to read, and the matrix (3 x 3) from them back to the page as it came."""

    pixels: "Pixels"
    back: "Matrix"
    page_size: tuple[int, int]  # width and height of the page as it came
    quarter_turns: int
    sheet_found: bool


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
    height, width = page.pixels.shape[:2]
    return Ready(pixels, np.asarray(np.linalg.inv(matrix), np.float64), (width, height), turns, corners is not None)


def _turn(width: int, height: int, turns: int) -> "Matrix":
    """The matrix of `turns` quarter turns to the left of a picture of that size."""
    import numpy as np

    quarter = {
        1: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
        2: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        3: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
    }
    return np.array(quarter[turns], dtype=np.float64)
