"""Turns a drawn sheet into what a scanner or a phone would deliver, and moves the truth's quads along."""

from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any

from PIL import Image

from ocr.values import Quad

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Matrix = NDArray[np.float64]

_SCAN_LONG_PX = 2339  # A4 at 200 dpi
_CARD_SCAN_DPI = 300
_PHONE_LONG_PX = 2200


def moved(quads: dict[str, Quad], matrix: "Matrix") -> dict[str, Quad]:
    """The quads after a 3 x 3 projective map."""
    import cv2
    import numpy as np

    out: dict[str, Quad] = {}
    for name, quad in quads.items():
        points = cv2.perspectiveTransform(np.array([quad], dtype=np.float64), matrix)[0]
        a, b, c, d = ((float(x), float(y)) for x, y in points)
        out[name] = (a, b, c, d)
    return out


def scan(image: Image.Image, quads: dict[str, Quad], rng: Random, card: bool) -> tuple[bytes, str, dict[str, Quad]]:
    """A flatbed's JPEG: 200 dpi (a card 300 dpi with a white margin), under half a degree of skew, faint noise."""
    import cv2
    import numpy as np

    factor = (85.6 / 25.4 * _CARD_SCAN_DPI if card else _SCAN_LONG_PX) / max(image.size)
    small = image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
    margin = 24 if card else 0
    turn = cv2.getRotationMatrix2D((small.width / 2, small.height / 2), rng.uniform(-0.4, 0.4), 1.0)
    matrix = np.vstack([turn, [0, 0, 1]]) @ np.diag([factor, factor, 1.0])
    shift = np.array([[1.0, 0, margin], [0, 1.0, margin], [0, 0, 1.0]])
    matrix = shift @ matrix
    size = (small.width + 2 * margin, small.height + 2 * margin)
    pixels = cv2.warpAffine(np.asarray(small), (shift @ np.vstack([turn, [0, 0, 1]]))[:2], size,
                            flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(250,) * 3)  # fmt: skip
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 2.0, pixels.shape)
    clean = np.clip(pixels.astype(np.float64) + noise, 0, 255).astype(np.uint8)
    return encoded(clean, "JPEG", quality=92), "image/jpeg", moved(quads, matrix)


def phone(image: Image.Image, quads: dict[str, Quad], rng: Random) -> tuple[bytes, str, dict[str, Quad]]:
    """A photo's JPEG: perspective, a table behind, uneven light, soft shadow, blur, noise; 2200 px on the long side."""
    import cv2
    import numpy as np

    noise = np.random.default_rng(rng.getrandbits(32))
    wide = image.width > image.height
    width, height = (_PHONE_LONG_PX, 1650) if wide else (1650, _PHONE_LONG_PX)
    corners = corners_in(image.size, (width, height), rng)
    source = np.array([[0, 0], [image.width, 0], [image.width, image.height], [0, image.height]], dtype=np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(source, np.array(corners, dtype=np.float32)), dtype=np.float64)
    # Averaging before a strong reduction, as a lens does; otherwise thin strokes alias away.
    blurred = cv2.GaussianBlur(
        np.asarray(image), (0, 0), max(0.3, 0.45 * image.width / (corners[1][0] - corners[0][0]))
    )
    page = cv2.warpPerspective(blurred, matrix, (width, height), flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.full(image.size[::-1], 255, np.uint8), matrix, (width, height))
    mixed = np.where(mask[..., None] > 127, page, table(width, height, rng, noise))
    lit = mixed.astype(np.float32) * light(width, height, rng)[..., None]
    lit = cv2.GaussianBlur(lit, (0, 0), rng.uniform(0.5, 0.9)) + noise.normal(0, 4.0, lit.shape)
    pixels = np.clip(lit, 0, 255).astype(np.uint8)
    return encoded(pixels, "JPEG", quality=rng.randrange(72, 88)), "image/jpeg", moved(quads, matrix)


def corners_in(paper: tuple[int, int], frame: tuple[int, int], rng: Random) -> list[tuple[float, float]]:
    """Where the paper's corners fall: 82-90 % of the frame, up to 3 degrees of turn, each corner 2.5 % off."""
    import math

    width, height = frame
    factor = min(width / paper[0], height / paper[1]) * rng.uniform(0.82, 0.90)
    half_w, half_h, angle = paper[0] * factor / 2, paper[1] * factor / 2, math.radians(rng.uniform(-3, 3))
    out = []
    for x, y in ((-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h)):
        px = width / 2 + x * math.cos(angle) - y * math.sin(angle) + rng.uniform(-0.025, 0.025) * width
        py = height / 2 + x * math.sin(angle) + y * math.cos(angle) + rng.uniform(-0.025, 0.025) * height
        out.append((min(max(px, 8.0), width - 8.0), min(max(py, 8.0), height - 8.0)))
    return out


def table(width: int, height: int, rng: Random, noise: "np.random.Generator") -> "NDArray[np.float64]":
    """A wooden surface: a colour with grain along one direction."""
    import cv2
    import numpy as np

    colour = np.array(rng.choice(((118, 86, 58), (82, 84, 90), (150, 128, 100), (60, 74, 66))), dtype=np.float64)
    grain = cv2.GaussianBlur(noise.normal(0, 60, (height, width)), (0, 0), sigmaX=40, sigmaY=2)
    return np.clip(colour + grain[..., None], 0, 255)


def light(width: int, height: int, rng: Random) -> "NDArray[np.float32]":
    """Brightness over the frame: a slope between 0.72 and 1.05 and one soft shadow."""
    import cv2
    import numpy as np

    dark, bright = rng.uniform(0.72, 0.85), rng.uniform(0.95, 1.05)
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    mix = (across if rng.random() < 0.5 else 1 - across) * 0.5 + (down if rng.random() < 0.5 else 1 - down) * 0.5
    light = (dark + (bright - dark) * mix).astype(np.float32)
    shadow: NDArray[Any] = np.zeros((height // 8, width // 8), np.float32)
    x, y = rng.randrange(width // 8), rng.randrange(height // 8)
    cv2.ellipse(shadow, (x, y), (width // 24, height // 20), rng.uniform(0, 180), 0, 360, 1.0, -1)
    shadow = cv2.resize(cv2.GaussianBlur(shadow, (0, 0), 20), (width, height))
    return np.asarray(light * (1 - 0.22 * shadow), dtype=np.float32)


def encoded(pixels: "Pixels", kind: str, **options: Any) -> bytes:
    out = BytesIO()
    Image.fromarray(pixels).save(out, kind, **options)
    return out.getvalue()
