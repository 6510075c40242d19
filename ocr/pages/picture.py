"""Pages as clean pictures: made once by the decoder child, then scaled and cut for people and engines."""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ocr.intake import sandbox, vault
from ocr.intake.store import get
from ocr.values import Line, Quad

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class PageImage:
    """One page for an engine: RGB pixels (height x width x 3) and the lines of a PDF's text layer, unchecked."""

    pixels: "Pixels"
    layer: tuple[Line, ...] = ()


def folder(sha256: str) -> Path:
    """The folder with page-<n>.jpg of a document, rendered now if it is not there."""
    place = vault.derived(sha256)
    if not place.exists():
        document = get(sha256)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = Path(tempfile.mkdtemp(dir=place.parent))
        try:
            sandbox.run("render", vault.original(sha256), document.media_type, fresh)
            os.rename(fresh, place)
        except OSError:
            # Another process was first, or the disk is full; the second is told by what follows.
            if not place.exists():
                raise
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return place


def load(sha256: str, page: int) -> PageImage:
    """Page `page` (from 1) for an engine."""
    import numpy as np

    path = folder(sha256) / f"page-{page}.jpg"
    if not path.exists():
        raise LookupError(f"{sha256} has no page {page}")
    with Image.open(path, formats=["JPEG"]) as image:
        pixels = np.asarray(image.convert("RGB"))
    layer = path.with_suffix(".json")
    return PageImage(pixels, layer_of(layer) if layer.exists() else ())


def layer_of(path: Path) -> tuple[Line, ...]:
    """The lines that the child wrote beside a page."""
    lines = []
    for entry in json.loads(path.read_text(encoding="utf-8")):
        left, top, right, bottom = entry["box"]
        quad: Quad = ((left, top), (right, top), (right, bottom), (left, bottom))
        lines.append(Line(entry["text"], quad, 1.0))
    return tuple(lines)


def page_image(sha256: str, page: int, width_px: int) -> tuple[bytes, str]:
    """A page as JPEG, at most `width_px` wide (32 to 3400), without metadata, and its media type."""
    path = folder(sha256) / f"page-{page}.jpg"
    if not path.exists():
        raise LookupError(f"{sha256} has no page {page}")
    width = max(32, min(3400, width_px))
    with Image.open(path, formats=["JPEG"]) as image:
        image.draft("RGB", (width, width))
        if image.width > width:
            size = (width, max(1, round(image.height * width / image.width)))
            return _jpeg(image.resize(size, Image.Resampling.LANCZOS)), "image/jpeg"
        return _jpeg(image.convert("RGB")), "image/jpeg"


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def crop(sha256: str, page: int, quad: Quad, margin: float = 0.25) -> bytes:
    """A PNG of what lies in `quad` (fractions of the page), upright, with `margin` times its height around it."""
    from ocr.pages.geometry import cut

    pixels = load(sha256, page).pixels
    height, width = pixels.shape[:2]
    points = tuple((x * width, y * height) for x, y in quad)
    piece = cut(pixels, (points[0], points[1], points[2], points[3]), margin)
    out = BytesIO()
    Image.fromarray(piece).save(out, "PNG")
    return out.getvalue()
