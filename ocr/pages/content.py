"""Finds what is printed on a mostly empty page, such as a card that was copied on A4, so that it is read from near."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

_WORK_PX = 900
_RIM = 0.015  # of the page on each side, where scanners and straightening leave shadows
_MOST_AREA = 0.55  # of the page; fuller pages stay whole
_AIR = 0.02  # of the page around what is found
_DARKER = 26  # than the paper
_PAPER = 150  # darker grounds are no paper


def printed_part(pixels: "Pixels") -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of all that is printed; None where that is most of the page, or nothing."""
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    scale = min(1.0, _WORK_PX / max(height, width))
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    paper = float(np.median(small))
    if paper < _PAPER:
        return None
    # Even light is asked for, as of a scanner: a shadow would count as print.
    dark = np.asarray(cv2.medianBlur(small, 3)) < paper - _DARKER
    ink = np.where(dark, np.uint8(255), np.uint8(0))
    rim = round(_RIM * max(small.shape))
    ink[:rim], ink[-rim:], ink[:, :rim], ink[:, -rim:] = 0, 0, 0, 0
    ink = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    kept = [each for each in stats[1:] if each[cv2.CC_STAT_AREA] > 60]
    if not kept:
        return None
    air = _AIR * max(small.shape)
    left, top = (min(each[side] for each in kept) - air for side in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP))
    right = max(each[cv2.CC_STAT_LEFT] + each[cv2.CC_STAT_WIDTH] for each in kept) + air
    bottom = max(each[cv2.CC_STAT_TOP] + each[cv2.CC_STAT_HEIGHT] for each in kept) + air
    box = (
        max(0, int(left / scale)), max(0, int(top / scale)),
        min(width, int(right / scale)), min(height, int(bottom / scale)),
    )  # fmt: skip
    return box if (box[2] - box[0]) * (box[3] - box[1]) < _MOST_AREA * width * height else None
