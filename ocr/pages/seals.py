"""Fades red seals, so that the black text under them can be read."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_REDDER = 28  # by how much red must exceed green and blue to be seal ink
_LEAST_SHARE = 0.0004


def faded(pixels: "Pixels") -> "Pixels":
    """The picture with red ink turned to the brightness it has in the red channel; unchanged where there is none."""
    import cv2
    import numpy as np

    red, green, blue = (pixels[:, :, i].astype(np.int16) for i in range(3))
    seal = (red - np.maximum(green, blue)) > _REDDER
    # Wood is reddish too, but it fills areas; a seal is thin strokes on pale paper.
    if not _LEAST_SHARE < float(seal.mean()) < 0.25:
        return pixels
    mask = cv2.dilate(seal.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    out = pixels.copy()
    out[mask] = pixels[:, :, 0][mask][:, None]
    return out
