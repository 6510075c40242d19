"""Pages made of words at places, for tests of extraction without pixels."""

from ocr.extract.glyphs import Row, rows
from ocr.pages.geometry import box
from ocr.values import Line


def page(*words: tuple[float, float, str], em: float = 20.0, confidence: float = 0.99) -> list[Row]:
    """Rows of words given as (left, top, text), every character `em` wide and high, half of it for ASCII."""
    lines = []
    for left, top, text in words:
        width = sum(em * (0.55 if char.isascii() else 1.0) for char in text)
        lines.append(Line(text, box(left, top, left + width, top + em), confidence))
    return rows(lines)
