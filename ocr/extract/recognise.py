"""Says which material type a page is by its titles and labels, or that it is none of those known. Pure."""

from collections.abc import Iterable, Sequence

from ocr.extract.glyphs import Row
from ocr.templates import Template


def score(template: Template, rows: Sequence[Row]) -> float:
    """Weights of the titles that were read, and 2 for all of the labels, in parts."""
    texts = [row.text for row in rows]
    titles = sum(weight for title, weight in template.titles if any(_holds(text, title) for text in texts))
    labelled = [field for field in template.fields.values() if field.aliases]
    if not labelled:
        return titles
    hits = sum(any(alias in text for alias in field.aliases for text in texts) for field in labelled)
    return titles + 2 * hits / len(labelled)


def recognise(templates: Iterable[Template], rows: Sequence[Row]) -> Template | None:
    """The template with the best score in proportion to what it asks for; None where no score is enough."""
    best = max(templates, key=lambda each: score(each, rows) / each.enough, default=None)
    return best if best is not None and score(best, rows) >= best.enough else None


def _holds(text: str, title: str) -> bool:
    """Whether a text holds a title; titles of five characters and more may have one wrong."""
    if title in text:
        return True
    if len(title) < 5:
        return False
    windows = (text[i : i + len(title)] for i in range(len(text) - len(title) + 1))
    return any(sum(a != b for a, b in zip(window, title, strict=True)) <= 1 for window in windows)
