"""Makes a page ready for an engine: straightened where a sheet lies on a background, near and upright."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.pages.content import printed_part
from ocr.pages.picture import PageImage
from ocr.pages.straighten import find_sheet, straightened
from ocr.pages.upright import turned_by

if TYPE_CHECKING:
    from ocr.pages.geometry import Matrix, Pixels


_NEAR_PX = 1280  # the long side that a detector of lines works on
_MOST_ENLARGED = 2.5


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
    pixels, nearer = _nearer(pixels)
    matrix = nearer @ matrix
    turns = turned_by(pixels)
    if turns:
        height, width = pixels.shape[:2]
        pixels = np.ascontiguousarray(np.rot90(pixels, turns))
        matrix = _turn(width, height, turns) @ matrix
    height, width = page.pixels.shape[:2]
    return Ready(pixels, np.asarray(np.linalg.inv(matrix), np.float64), (width, height), turns, corners is not None)


def _nearer(pixels: "Pixels") -> "tuple[Pixels, Matrix]":
    """What is printed on a mostly empty page, and small pictures enlarged; the matrix leads from the whole to it."""
    import cv2
    import numpy as np

    left, top = 0, 0
    if part := printed_part(pixels):
        left, top = part[:2]
        pixels = np.ascontiguousarray(pixels[part[1] : part[3], part[0] : part[2]])
    factor = min(_MOST_ENLARGED, _NEAR_PX / max(pixels.shape[:2]))
    if factor > 1.1:
        bigger = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        pixels = np.asarray(bigger, np.uint8)
    else:
        factor = 1.0
    matrix = [[factor, 0, -left * factor], [0, factor, -top * factor], [0, 0, 1]]
    return pixels, np.array(matrix, np.float64)


def _turn(width: int, height: int, turns: int) -> "Matrix":
    """The matrix of `turns` quarter turns to the left of a picture of that size."""
    import numpy as np

    quarter = {
        1: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
        2: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        3: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
    }
    return np.array(quarter[turns], dtype=np.float64)
