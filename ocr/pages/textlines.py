"""Finds lines of text on a page with OpenCV, for engines that have no detector of their own."""

from typing import TYPE_CHECKING, Any

from ocr.pages.geometry import bounds, box, size
from ocr.values import Quad

_BIG = 1.7  # times the usual height

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


def flattened(pixels: "Pixels") -> "Pixels":
    """Grey with the light made even and red seals faded: paper is white, ink is dark."""
    import cv2
    import numpy as np

    # In the red channel red ink is as bright as paper, and blue and black ink stay dark.
    red = pixels if pixels.ndim == 2 else pixels[:, :, 0]
    height, width = red.shape
    small = cv2.resize(red, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 31)
    ground = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(red, np.maximum(ground, 1), scale=245), dtype=np.uint8)


def find_lines(flat: "Pixels") -> list[Quad]:
    """Quads of lines, from dark ink on a flattened page."""
    import cv2
    import numpy as np

    _, ink = cv2.threshold(flat, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink = _without_rules(ink)
    height = _glyph_height(ink)
    if not height:
        return []
    ink = _without_specks(ink, height)
    reach = max(3, round(height * 1.1))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((max(1, height // 6), reach), np.uint8))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    quads = []
    for contour in contours:
        quad = _quad(contour)
        width, tall = np.hypot(*np.subtract(quad[1], quad[0])), np.hypot(*np.subtract(quad[3], quad[0]))
        if 0.5 * height <= tall <= 4 * height and width >= 0.6 * height:
            quads.append(quad)
    return _titles_joined(quads, height)


def _titles_joined(quads: list[Quad], height: int) -> list[Quad]:
    """Big characters that stand apart, as titles are printed, become one line."""
    big = sorted((quad for quad in quads if _tall(quad) > _BIG * height), key=lambda quad: quad[0][0])
    out = [quad for quad in quads if _tall(quad) <= _BIG * height]
    while big:
        left, top, right, bottom = bounds(big.pop(0))
        for quad in list(big):
            near = bounds(quad)
            tall = bottom - top
            level = abs((near[1] + near[3]) - (top + bottom)) < 0.6 * tall
            if level and 0 <= near[0] - right < 1.1 * tall and 0.6 < (near[3] - near[1]) / tall < 1.6:
                right, top, bottom = near[2], min(top, near[1]), max(bottom, near[3])
                big.remove(quad)
        out.append(box(left, top, right, bottom))
    return out


def _tall(quad: Quad) -> float:
    return size(quad)[1]


def _without_rules(ink: Any) -> Any:
    """Long straight strokes (frames, table lines) are taken out."""
    import cv2
    import numpy as np

    long = max(60, ink.shape[1] // 12)
    for shape in ((1, long), (long, 1)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink = cv2.subtract(ink, cv2.dilate(rules, np.ones((3, 3), np.uint8)))
    return ink


def _glyph_height(ink: Any) -> int:
    """The usual height of a Han character in pixels; 0 where there is no text. Parts of characters are closed first."""
    import cv2
    import numpy as np

    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    tall, wide = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    like = tall[(tall >= 12) & (tall <= ink.shape[0] // 8) & (wide <= 2 * tall) & (2 * wide >= tall)]
    return int(np.percentile(like, 60)) if like.size else 0


def _without_specks(ink: Any, height: int) -> Any:
    """Dust goes, and so do big dark areas such as portraits and emblems."""
    import cv2
    import numpy as np

    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    area, tall, wide = stats[:, cv2.CC_STAT_AREA], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]
    keep = (area >= max(3, height * height // 120)) & (tall <= 5 * height) & (wide <= 5 * height)
    keep[0] = False
    return np.where(keep[labels], np.uint8(255), np.uint8(0)) if count > 1 else ink


def _quad(contour: Any) -> Quad:
    """The rectangle around a blob in reading direction; a slope over 12 degrees is taken for an accident."""
    import cv2

    (cx, cy), (width, height), angle = cv2.minAreaRect(contour)
    if width < height:
        width, height, angle = height, width, angle - 90
    angle = (angle + 90) % 180 - 90
    if abs(angle) > 12:
        left, top, wide, tall = cv2.boundingRect(contour)
        return (left, top), (left + wide, top), (left + wide, top + tall), (left, top + tall)
    a, b, c, d = (
        (cx + dx * x[0] + dy * y[0], cy + dx * x[1] + dy * y[1])
        for x, y in [_axes(angle, width, height)]
        for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    )
    return a, b, c, d


def _axes(angle: float, width: float, height: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Half of the width along and half of the height across a direction in degrees."""
    import math

    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (cos * width / 2, sin * width / 2), (-sin * height / 2, cos * height / 2)
