"""Reads QR codes with OpenCV."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


def qr_texts(pixels: "Pixels") -> list[str]:
    """The payloads of the QR codes on a page that can be read."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    try:
        _, texts, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(grey)
    except cv2.error:
        # The decoder asserts on some damaged codes; a code that cannot be read is no code.
        return []
    return [text for text in texts if text]
