"""Four ways a paper comes in: clean scan, office scan, phone photo, bad photo; each a picture from a drawn sheet."""

import math
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from ocr.samples import camera
from ocr.samples.sheet import Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

LEVELS = ("scan", "office", "phone", "bad")
TITLES = {
    "scan": "L1 clean scan, 300 dpi",
    "office": "L2 office scan, 200 dpi, skew, noise, grey, card on A4",
    "phone": "L3 phone: perspective, shadow, blur, JPEG",
    "bad": "L4 bad photo: turned, dark, glare, motion, 1000 px",
}
_A4_MM = (210.0, 297.0)


@dataclass(frozen=True)
class Shot:
    """A JPEG, and by how many quarter turns to the left it must be turned to stand upright."""

    data: bytes
    turns: int = 0


def shoot(sheet: Sheet, level: str, rng: Random) -> Shot:
    """The sheet as it would come in at that level."""
    import numpy as np

    noise = np.random.default_rng(rng.getrandbits(32))
    if level in ("scan", "office"):
        return _scanned(sheet, level == "office", rng, noise)
    return _photographed(sheet, level == "bad", rng, noise)


def _scanned(sheet: Sheet, office: bool, rng: Random, noise: "np.random.Generator") -> Shot:
    import cv2
    import numpy as np

    dpi = 200 if office else 300
    pixels = _resized(sheet, dpi)
    if sheet.width_mm < 100:
        pixels = _laid_on(pixels, _A4_MM if office else (sheet.width_mm + 16, sheet.height_mm + 16), dpi, rng)
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D(
        (width / 2, height / 2), rng.uniform(-1.5, 1.5) if office else rng.uniform(-0.3, 0.3), 1
    )
    turned = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(250,) * 3)
    pixels = np.asarray(turned, np.uint8)
    if office:
        grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
        grey = 255 - (255 - grey) * rng.uniform(0.65, 1.15) - rng.uniform(0, 14)
        pixels = np.repeat(grey[:, :, None], 3, axis=2).clip(0, 255).astype(np.uint8)
    grain = noise.normal(0, rng.uniform(4, 9) if office else 1.5, (height, width, 1)).astype(np.float32)
    clean = np.clip(pixels + grain, 0, 255).astype(np.uint8)
    return Shot(camera.encoded(clean, "JPEG", quality=rng.randrange(60, 85) if office else 92))


def _laid_on(card: "Pixels", size_mm: tuple[float, float], dpi: int, rng: Random) -> "Pixels":
    """A card somewhere on a white page, as a copier shows it."""
    import numpy as np

    width, height = (round(side * dpi / 25.4) for side in size_mm)
    page: NDArray[np.uint8] = np.full((height, width, 3), 250, np.uint8)
    left = rng.randrange(1 + (width - card.shape[1]) // 10, 2 + (width - card.shape[1]) * 9 // 10)
    top = rng.randrange(1 + (height - card.shape[0]) // 10, 2 + (height - card.shape[0]) * 9 // 10)
    page[top : top + card.shape[0], left : left + card.shape[1]] = card
    return page


def _resized(sheet: Sheet, dpi: int) -> "Pixels":
    import cv2
    import numpy as np

    size = (round(sheet.width_mm * dpi / 25.4), round(sheet.height_mm * dpi / 25.4))
    return np.asarray(cv2.resize(np.asarray(sheet.image), size, interpolation=cv2.INTER_AREA), np.uint8)


def _photographed(sheet: Sheet, bad: bool, rng: Random, noise: "np.random.Generator") -> Shot:
    import cv2
    import numpy as np

    long_px = 1000 if bad else rng.randrange(2000, 3000)
    work = 2000 if bad else long_px
    wide = sheet.image.width > sheet.image.height
    width, height = (work, work * 3 // 4) if wide else (work * 3 // 4, work)
    lit = _on_the_table(sheet, (width, height), rng, noise)
    lit *= camera.light(width, height, rng)[..., None] * (rng.uniform(0.4, 0.7) if bad else 1.0)
    if bad:
        lit = _glared(lit, rng)
        lit = cv2.filter2D(lit, -1, _motion(rng.uniform(4, 8), rng.uniform(0, math.pi)))
        lit = cv2.resize(lit, (width * long_px // work, height * long_px // work), interpolation=cv2.INTER_AREA)
    lit = cv2.GaussianBlur(lit, (0, 0), rng.uniform(0.5, 1.1) if not bad else rng.uniform(0.3, 0.6))
    lit = lit + noise.normal(0, 4.0, lit.shape)
    turns = rng.choice((0, 1, 2, 3)) if bad else 0
    pixels = np.ascontiguousarray(np.rot90(np.clip(lit, 0, 255).astype(np.uint8), -turns))
    return Shot(camera.encoded(pixels, "JPEG", quality=rng.randrange(55, 75) if bad else rng.randrange(65, 90)), turns)


def _on_the_table(sheet: Sheet, frame: tuple[int, int], rng: Random, noise: "np.random.Generator") -> Any:
    """The sheet in perspective on a table, as floats."""
    import cv2
    import numpy as np

    image, (width, height) = sheet.image, frame
    corners = camera.corners_in(image.size, frame, rng)
    source = np.array([[0, 0], [image.width, 0], [image.width, image.height], [0, image.height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, np.array(corners, np.float32))
    soft = cv2.GaussianBlur(np.asarray(image), (0, 0), max(0.3, 0.45 * image.width / (corners[1][0] - corners[0][0])))
    page = cv2.warpPerspective(soft, matrix, frame, flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.full(image.size[::-1], 255, np.uint8), matrix, frame)
    return np.where(mask[..., None] > 127, page, camera.table(width, height, rng, noise)).astype(np.float32)


def _glared(lit: Any, rng: Random) -> Any:
    """A soft reflection that takes contrast away, strongest in its middle."""
    import cv2
    import numpy as np

    height, width = lit.shape[:2]
    spot: NDArray[np.float32] = np.zeros((height // 8, width // 8), np.float32)
    at = (rng.randrange(width // 8), rng.randrange(height // 8))
    cv2.ellipse(spot, at, (width // 80, height // 70), rng.uniform(0, 180), 0, 360, 1.0, -1)
    spot = np.asarray(cv2.resize(cv2.GaussianBlur(spot, (0, 0), 8), (width, height)), np.float32)
    return lit + (235 - lit) * 0.85 * spot[..., None]


def _motion(length: float, direction: float) -> Any:
    """A streak of that length in pixels as a filter kernel."""
    import cv2
    import numpy as np

    kernel: NDArray[np.float32] = np.zeros((17, 17), np.float32)
    dx, dy = length / 2 * math.cos(direction), length / 2 * math.sin(direction)
    cv2.line(kernel, (round(8 - dx), round(8 - dy)), (round(8 + dx), round(8 + dy)), 1.0, 1, cv2.LINE_AA)
    return kernel / kernel.sum()
