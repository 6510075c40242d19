"""Finds the cells of printed tables: what ruled lines enclose."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

# Left, top, right, bottom in pixels.
Box = tuple[float, float, float, float]

_WORK_PX = 1600
_LEAST_PX = 14  # on the work picture; smaller holes are those inside characters
_LEAST_FILL = 0.8  # of its bounding box; other holes are not rectangles
_MOST_AREA = 0.5  # of the page; bigger is the page inside a frame


def cells(pixels: "Pixels") -> list[Box]:
    """Boxes that rules enclose, from the top; none where the page has no table."""
    import cv2
    import numpy as np

    scale = min(1.0, _WORK_PX / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 9)
    long = max(24, max(small.shape[:2]) // 40)
    rules = np.zeros_like(ink)
    for shape in ((1, long), (long, 1)):
        # A rule that leans climbs a pixel now and then: it is thickened across before it must be long.
        thick = cv2.dilate(ink, np.ones((3, 1) if shape[0] == 1 else (1, 3), np.uint8))
        rules = cv2.bitwise_or(rules, cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(shape, np.uint8)))
    rules = cv2.dilate(rules, np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(255 - rules, connectivity=4)
    out = []
    for left, top, width, height, area in (tuple(int(each) for each in stats[i]) for i in range(1, count)):
        big = width >= _LEAST_PX and height >= _LEAST_PX and width * height < _MOST_AREA * grey.size
        if big and area >= _LEAST_FILL * width * height:
            out.append((left / scale, top / scale, (left + width) / scale, (top + height) / scale))
    return sorted(out, key=lambda box: (box[1], box[0])) if len(out) >= 4 else []
