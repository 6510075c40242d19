"""Quads on pixels: mapping, cutting out upright, measuring."""

import math
from typing import TYPE_CHECKING

from ocr.values import Point, Quad

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Matrix = NDArray[np.float64]


def box(left: float, top: float, right: float, bottom: float) -> Quad:
    """An upright rectangle."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def bounds(quad: Quad) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the upright rectangle around a quad."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return min(xs), min(ys), max(xs), max(ys)


def size(quad: Quad) -> tuple[float, float]:
    """Width along the reading direction and height across it."""
    a, b, c, d = quad
    return (math.dist(a, b) + math.dist(d, c)) / 2, (math.dist(a, d) + math.dist(b, c)) / 2


def part(quad: Quad, start: float, end: float) -> Quad:
    """The piece of a quad between two fractions of its length."""
    a, b, c, d = quad

    def at(p: Point, q: Point, t: float) -> Point:
        return p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t

    return at(a, b, start), at(a, b, end), at(d, c, end), at(d, c, start)


def around(quads: list[Quad]) -> Quad:
    """One quad around several, in the direction of the longest of them."""
    longest = max(quads, key=lambda quad: size(quad)[0])
    (ax, ay), (bx, by) = longest[0], longest[1]
    angle = math.atan2(by - ay, bx - ax)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = [(x * cos + y * sin, y * cos - x * sin) for quad in quads for x, y in quad]
    left, right = min(x for x, _ in turned), max(x for x, _ in turned)
    top, bottom = min(y for _, y in turned), max(y for _, y in turned)

    def back(x: float, y: float) -> Point:
        return x * cos - y * sin, x * sin + y * cos

    return back(left, top), back(right, top), back(right, bottom), back(left, bottom)


def mapped(quad: Quad, matrix: "Matrix") -> Quad:
    """A quad after a 3 x 3 projective map."""
    out = []
    for x, y in quad:
        px, py, pw = (float(row[0] * x + row[1] * y + row[2]) for row in matrix)
        out.append((px / pw, py / pw))
    return out[0], out[1], out[2], out[3]


def cut(pixels: "Pixels", quad: Quad, margin: float, height_px: int | None = None) -> "Pixels":
    """What lies in a quad, upright, with `margin` times its height on every side; scaled to `height_px` if given."""
    import cv2
    import numpy as np

    width, height = size(quad)
    pad = margin * height
    scale = 1.0 if height_px is None else height_px / max(1.0, height)
    target_w, target_h = max(1, round((width + 2 * pad) * scale)), max(1, round((height + 2 * pad) * scale))
    if target_w * target_h > 40_000_000:
        raise ValueError("the cut would be too big")
    inner = box(pad * scale, pad * scale, (pad + width) * scale, (pad + height) * scale)
    matrix = cv2.getPerspectiveTransform(np.array(quad, np.float32), np.array(inner, np.float32))
    return np.asarray(
        cv2.warpPerspective(
            pixels, matrix, (target_w, target_h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ),
        dtype=np.uint8,
    )
