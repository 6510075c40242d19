"""Finds a sheet on its background and straightens it, only where nothing of it would be cut off."""

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Matrix = NDArray[np.float64]

_WORK_PX = 900
_LEAST_AREA, _MOST_AREA = 0.18, 0.97  # of the picture
_MOST_OUTSIDE = 0.03  # of all edges; more means that an inner box was taken for the sheet


def find_sheet(pixels: "Pixels") -> Any:
    """Four corners (4 x 2, from the top left clockwise) in pixels, or None."""
    import cv2
    import numpy as np

    scale = _WORK_PX / max(pixels.shape[:2])
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    best, area = None, _LEAST_AREA * small.shape[0] * small.shape[1]
    for mask in _masks(small):
        contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:3]:
            corners = _corners(contour)
            if corners is not None and cv2.contourArea(corners) > area:
                best, area = corners, cv2.contourArea(corners)
    if best is None or area > _MOST_AREA * small.shape[0] * small.shape[1] or _outside(small, best) > _MOST_OUTSIDE:
        return None
    return np.asarray(best, np.float32) / scale


def _masks(small: Any) -> list[Any]:
    """Guesses at what is paper: brighter than the rest, and enclosed by edges."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    soft = cv2.bilateralFilter(grey, 9, 60, 9)
    _, bright = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    pale = cv2.threshold(
        cv2.cvtColor(small, cv2.COLOR_RGB2HSV)[:, :, 1], 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU
    )
    edges = cv2.dilate(cv2.Canny(soft, 40, 120), np.ones((5, 5), np.uint8))
    kernel = np.ones((15, 15), np.uint8)
    closed = [cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel) for mask in (bright, pale[1])]
    return [*(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel) for mask in closed), edges]


def _corners(contour: Any) -> Any:
    """The hull as a convex quadrilateral ordered from the top left, or None if it is no such shape."""
    import cv2
    import numpy as np

    hull = cv2.convexHull(contour)
    length = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05):
        shape = cv2.approxPolyDP(hull, share * length, True)
        if len(shape) == 4 and cv2.contourArea(shape) > 0.9 * cv2.contourArea(hull):
            points = shape.reshape(4, 2).astype(np.float32)
            around = points - points.mean(axis=0)
            points = points[np.argsort(np.arctan2(around[:, 1], around[:, 0]))]
            return np.roll(points, -int(np.argmin(points.sum(axis=1))), axis=0)
    return None


def _outside(small: Any, corners: Any) -> float:
    """The share of strong edges that would be cut off, as a table's grain is weak and a page's text is not."""
    import cv2
    import numpy as np

    edges = cv2.Canny(cv2.GaussianBlur(small, (0, 0), 1.2), 90, 200) > 0
    inside = np.zeros(edges.shape, np.uint8)
    middle = corners.mean(axis=0)
    cv2.fillConvexPoly(inside, (middle + (corners - middle) * 1.03).astype(np.int32), 1)
    total = int(edges.sum())
    return float((edges & (inside == 0)).sum()) / total if total else 0.0


def straightened(pixels: "Pixels", corners: Any) -> "tuple[Pixels, Matrix]":
    """The sheet as a rectangle of the same scale, with 1 % of air, and the matrix from the picture to it."""
    import cv2
    import numpy as np

    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    width, height = max(math.dist(a, b), math.dist(d, c)), max(math.dist(a, d), math.dist(b, c))
    air = 0.01 * max(width, height)
    target = np.array([[air, air], [air + width, air], [air + width, air + height], [air, air + height]], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(np.asarray(corners, np.float32), target), dtype=np.float64)
    size = (round(width + 2 * air), round(height + 2 * air))
    out = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(out, np.uint8), matrix
