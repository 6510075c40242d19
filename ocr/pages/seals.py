"""Takes red seals out of a page, so that the black text under them can be read and their own text is not."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_REDDER = 28  # by how much red must exceed green and blue to be seal ink
_LEAST_SHARE = 0.0004
_SMALLER = 4  # seals are looked for on a picture this much smaller
_LEAST_SIDE = 0.06  # of the page's short side; what is smaller is red print
_MOST_LONG = 1.7  # times its width; what is longer is a line of red print


def faded(pixels: "Pixels") -> "Pixels":
    """The picture with seals as bright as the paper beside them; other red print, such as labels, stays.

    In the red channel ink of a seal is pale and black text dark, so that stretching it leaves the text alone.
    """
    import cv2
    import numpy as np

    red, green, blue = (pixels[:, :, i].astype(np.int16) for i in range(3))
    inked = (red - np.maximum(green, blue)) > _REDDER
    # Wood is reddish too, but it fills areas; a seal is thin strokes on pale paper.
    if not _LEAST_SHARE < float(inked.mean()) < 0.25:
        return pixels
    mask = cv2.dilate(inked.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    out = pixels.copy()
    for left, top, right, bottom in _seals(inked):
        part = (slice(top, bottom), slice(left, right))
        here, level = mask[part], red[part]
        ink, paper = float(np.median(level[inked[part]])), float(np.median(level[~here])) if (~here).any() else 255.0
        bright = np.clip(level[here].astype(np.float32) * (max(ink, paper) / max(1.0, 0.92 * ink)), 0, max(ink, paper))
        out[part][here] = bright.astype(np.uint8)[:, None]
    return out


def _seals(inked: Any) -> list[tuple[int, int, int, int]]:
    """Boxes of red things that are big and about as long as wide, as seals are and lines of print are not."""
    import cv2
    import numpy as np

    height, width = inked.shape
    size = (max(1, width // _SMALLER), max(1, height // _SMALLER))
    small = cv2.resize(inked.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
    near = cv2.morphologyEx((small > 40).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(near)
    least = _LEAST_SIDE * min(small.shape)
    out = []
    for left, top, wide, tall, _ in (tuple(int(each) for each in stat) for stat in stats[1:]):
        if min(wide, tall) >= least and max(wide, tall) <= _MOST_LONG * min(wide, tall):
            out.append((left * _SMALLER, top * _SMALLER, (left + wide) * _SMALLER, (top + tall) * _SMALLER))
    return out
