"""A copy of both sides of a resident ID card on one A4 page, as offices ask for; small, grey or in colour."""

from collections.abc import Mapping
from random import Random

from PIL import Image

from ocr.samples.papers import resident_id_back, resident_id_front
from ocr.samples.sheet import Sheet


def values(rng: Random) -> dict[str, str]:
    """The truth of both sides."""
    return resident_id_front.values(rng) | resident_id_back.values(rng)


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """210 x 297 mm with the two sides in their real size, one below the other."""
    sheet = Sheet(210, 297, dpi=300)
    left, top = rng.uniform(50, 70), rng.uniform(40, 70)
    grey = rng.random() < 0.5
    for side, down in ((resident_id_front, 0.0), (resident_id_back, rng.uniform(70, 90))):
        card = side.draw({code: values[code] for code in values}, rng)
        _paste(sheet, card, left, top + down, grey)
    return sheet


def _paste(sheet: Sheet, card: Sheet, left: float, top: float, grey: bool) -> None:
    factor = sheet.dpi / card.dpi
    size = (round(card.image.width * factor), round(card.image.height * factor))
    small = card.image.resize(size, Image.Resampling.LANCZOS)
    x, y = sheet.px(left), sheet.px(top)
    sheet.image.paste(small.convert("L").convert("RGB") if grey else small, (x, y))
    for field, boxes in card.boxes.items():
        for a, b, c, d in boxes:
            sheet.boxes.setdefault(field, []).append((x + a * factor, y + b * factor, x + c * factor, y + d * factor))
