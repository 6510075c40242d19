"""Takes red seals out of a page, so that the black text under them can be read and their own text is not."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_REDDER = 28  # by how much red must exceed green and blue to be seal ink
_LEAST_SHARE = 0.0004


def faded(pixels: "Pixels") -> "Pixels":
    """The picture with red ink as bright as the paper beside it; unchanged where there is none.

    In the red channel ink of a seal is pale and black text is dark, so that stretching it leaves the text alone.
    """
    import cv2
    import numpy as np

    red, green, blue = (pixels[:, :, i].astype(np.int16) for i in range(3))
    seal = (red - np.maximum(green, blue)) > _REDDER
    # Wood is reddish too, but it fills areas; a seal is thin strokes on pale paper.
    if not _LEAST_SHARE < float(seal.mean()) < 0.25:
        return pixels
    mask = cv2.dilate(seal.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    ink, paper = float(np.median(red[seal])), float(np.median(red[~mask]))
    bright = np.clip(red[mask].astype(np.float32) * (max(ink, paper) / max(1.0, 0.92 * ink)), 0, 255)
    out = pixels.copy()
    out[mask] = np.minimum(bright, max(ink, paper)).astype(np.uint8)[:, None]
    return out
