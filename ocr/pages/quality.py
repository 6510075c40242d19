"""Says why a picture will be read badly, so that a person can take it again: blurred, glare, too small, cut off."""

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from ocr.pages.geometry import bounds, cut, size
from ocr.values import Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_LEAST_LINE_PX = 15.0  # characters under about 12 px lose their strokes
_LEAST_SHARPNESS = 0.16
_GLARE_SHARE = 0.012  # of the page, in one white spot
_EDGE_PX = 3.0
_PAPER_BESIDE_GLARE = 236
_LOOKED_AT = 12  # lines


def hints(pixels: "Pixels", lines: Sequence[Line]) -> tuple[str, ...]:
    """Codes `no_text`, `too_small`, `blurred`, `glare`, `cut_off` for a page and the lines that were found on it."""
    if not lines:
        return ("no_text",)
    out = []
    if median(size(line.quad)[1] for line in lines) < _LEAST_LINE_PX:
        out.append("too_small")
    if sharpness(pixels, lines) < _LEAST_SHARPNESS:
        out.append("blurred")
    if glare(pixels) > _GLARE_SHARE:
        out.append("glare")
    if _cut_off(pixels, lines):
        out.append("cut_off")
    return tuple(out)


def sharpness(pixels: "Pixels", lines: Sequence[Line]) -> float:
    """How steep the edges of the characters are, 0 to 1: the strongest gradients over the contrast of their line."""
    import cv2
    import numpy as np

    found = []
    for line in sorted(lines, key=lambda each: -size(each.quad)[0])[:_LOOKED_AT]:
        grey = cv2.cvtColor(cut(pixels, line.quad, 0.0), cv2.COLOR_RGB2GRAY).astype(np.float32)
        contrast = float(np.percentile(grey, 95) - np.percentile(grey, 5))
        if contrast > 12 and min(grey.shape) > 4:
            steps: Any = np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(grey, cv2.CV_32F, 0, 1) / 8)
            found.append(float(np.percentile(steps, 97)) / contrast)
    return median(found) if found else 0.0


def glare(pixels: "Pixels") -> float:
    """The share of the biggest spot that is burnt out while the paper around it is not."""
    import cv2
    import numpy as np

    size_px = (max(1, pixels.shape[1] // 4), max(1, pixels.shape[0] // 4))
    dark = cv2.resize(pixels, size_px, interpolation=cv2.INTER_AREA).min(axis=2)
    if float(np.percentile(dark, 60)) > _PAPER_BESIDE_GLARE:
        return 0.0  # a scan, white all over
    burnt = cv2.morphologyEx((dark >= 252).astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(burnt)
    if count < 2:
        return 0.0
    biggest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    spot = (labels == biggest).astype(np.uint8)
    ring = (cv2.dilate(spot, np.ones((25, 25), np.uint8)) > 0) & (spot == 0)
    # White paper in even light fades out at its rim; a reflection stands on paper that is darker all around.
    if not ring.any() or float(np.median(dark[ring])) > _PAPER_BESIDE_GLARE:
        return 0.0
    return int(stats[biggest, cv2.CC_STAT_AREA]) / int(dark.size)


def _cut_off(pixels: "Pixels", lines: Sequence[Line]) -> bool:
    """Whether text runs into the edge of the picture."""
    height, width = pixels.shape[:2]
    for line in lines:
        left, top, right, bottom = bounds(line.quad)
        if left <= _EDGE_PX or top <= _EDGE_PX or right >= width - _EDGE_PX or bottom >= height - _EDGE_PX:
            return True
    return False
