"""Says which material type a page is by its titles and labels, or that it is none of those known. Pure."""

from collections.abc import Sequence

from ocr.extract.glyphs import Row
from ocr.extract.pairs import pairs
from ocr.pages.rules import Box
from ocr.templates import Template


def score(template: Template, rows: Sequence[Row], boxes: Sequence[Box] = ()) -> float:
    """Weights of the titles that were read, and 2 for all of the labels, in parts; six pairs count as all labels.

    Titles alone are nothing: guides and letters name papers too.
    """
    texts = [row.text for row in rows]
    titles = sum(weight for title, weight in template.titles if any(_holds(text, title) for text in texts))
    if template.pairs:
        return titles + min(len(pairs(rows, boxes)), 6) / 3
    labelled = [field for field in template.fields.values() if field.aliases]
    if not labelled:
        return titles
    hits = sum(any(alias in text for alias in field.aliases for text in texts) for field in labelled)
    return titles + 2 * hits / len(labelled) if hits else 0.0


def recognise(templates: Sequence[Template], rows: Sequence[Row], boxes: Sequence[Box] = ()) -> Template | None:
    """The template with the best score in proportion to what it asks for; None where no score is enough.

    A form of unknown labels is only what no other template knows.
    """
    for general in (False, True):
        shares = [(score(each, rows, boxes) / each.enough, each) for each in templates if each.pairs is general]
        share, best = max(shares, key=lambda each: each[0], default=(0.0, None))
        if best is not None and share >= 1:
            return best
    return None


def _holds(text: str, title: str) -> bool:
    """Whether a text holds a title; titles of five characters and more may have one wrong."""
    if title in text:
        return True
    if len(title) < 5:
        return False
    windows = (text[i : i + len(title)] for i in range(len(text) - len(title) + 1))
    return any(sum(a != b for a, b in zip(window, title, strict=True)) <= 1 for window in windows)
