"""Finds the labels of a template on a page, all of them jointly: exact before near, each place and label once. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ocr.extract.glyphs import Row
from ocr.templates import Template

_STOP = ""  # the field of a label that only ends other values


@dataclass(frozen=True)
class Placed:
    """A label on a row: glyphs `start` to `end` (exclusive) belong to it."""

    fields: tuple[str, ...]
    alias: str
    row: int
    start: int
    end: int
    score: float


def place(template: Template, rows: Sequence[Row]) -> list[Placed]:
    """The labels that were found; a better candidate takes its glyphs and its field from a worse one."""
    wanted = _aliases(template)
    allowed = {fields: _times(template, fields) for fields in wanted.values()}
    candidates = sorted(
        (found for alias, fields in wanted.items() for number, row in enumerate(rows)
         for found in _find(alias, fields, number, row)),
        key=lambda found: (-found.score, found.row, found.start),
    )  # fmt: skip
    taken: set[tuple[int, int]] = set()
    done: Counter[str] = Counter()
    out = []
    for each in candidates:
        cells = {(each.row, cell) for cell in range(each.start, each.end)}
        if cells & taken or any(field and done[field] >= allowed[each.fields] for field in each.fields):
            continue
        taken |= cells
        done.update(field for field in each.fields if field)
        out.append(each)
    return _shared_out(template, out)


def _times(template: Template, fields: tuple[str, ...]) -> int:
    """How often a label of these fields may stand on the page."""
    return max((template.fields[field].occurrence for field in fields if field), default=1)


def _shared_out(template: Template, placed: Sequence[Placed]) -> list[Placed]:
    """Labels that read alike go to their fields in the order of the page."""
    out = []
    seen: Counter[tuple[str, ...]] = Counter()
    for each in sorted(placed, key=lambda found: (found.row, found.start)):
        if _times(template, each.fields) > 1:
            seen[each.fields] += 1
            mine = tuple(field for field in each.fields if template.fields[field].occurrence == seen[each.fields])
            out.append(replace(each, fields=mine or (_STOP,)))
        else:
            out.append(each)
    return out


def _aliases(template: Template) -> dict[str, tuple[str, ...]]:
    """Each alias with its fields: a span's two ends share one label."""
    out: dict[str, tuple[str, ...]] = dict.fromkeys(template.stops, (_STOP,))
    for code, field in template.fields.items():
        for alias in field.aliases:
            known = out.get(alias, ())
            out[alias] = (*(each for each in known if each), code)
    return out


def _find(alias: str, fields: tuple[str, ...], number: int, row: Row) -> Iterator[Placed]:
    """Exact places, one-error places for long labels, and the two ends of a justified label that lost a character."""
    exact = False
    start = row.text.find(alias)
    while start >= 0:
        if _together(row, start, start + len(alias)):
            exact = True
            yield _scored(alias, fields, number, row, start, start + len(alias), 1.0)
        start = row.text.find(alias, start + 1)
    if exact or fields == (_STOP,):
        return
    if len(alias) >= 4:
        for start, end in _near(alias, row.text):
            if _together(row, start, end):
                yield _scored(alias, fields, number, row, start, end, 0.7)
    elif len(alias) == 2:
        yield from _torn(alias, fields, number, row)


def _near(alias: str, text: str) -> Iterator[tuple[int, int]]:
    """Windows that differ from the label by one character changed or one lost."""
    for start in range(len(text)):
        window = text[start : start + len(alias)]
        if len(window) == len(alias) and sum(a != b for a, b in zip(window, alias, strict=True)) == 1:
            yield start, start + len(alias)
        shorter = text[start : start + len(alias) - 1]
        if any(shorter == alias[:i] + alias[i + 1 :] for i in range(len(alias))):
            yield start, start + len(shorter)


def _torn(alias: str, fields: tuple[str, ...], number: int, row: Row) -> Iterator[Placed]:
    """One character of a two-character label: the first alone in its line, or the last at the beginning of a row."""
    if row.text[:1] == alias[1] and len(row.glyphs) > 1:
        yield _scored(alias, fields, number, row, 0, 1, 0.3)
    for index, glyph in enumerate(row.glyphs):
        alone = all(
            other.line != glyph.line for other in row.glyphs[max(0, index - 1) : index + 2] if other is not glyph
        )
        if alone and row.text[index] == alias[0] and index + 1 < len(row.glyphs):
            yield _scored(alias, fields, number, row, index, index + 1, 0.4)


def _together(row: Row, start: int, end: int) -> bool:
    """Justified labels may be spread, but no wider than five characters between two."""
    pairs = zip(row.glyphs[start:end], row.glyphs[start + 1 : end], strict=False)
    return all(b.left - a.right < 5 * max(a.em, b.em) for a, b in pairs)


def _scored(
    alias: str, fields: tuple[str, ...], number: int, row: Row, start: int, end: int, likeness: float
) -> Placed:
    """Longer, at the beginning of something, and before a colon or a gap: that is how labels stand."""
    before = row.glyphs[start - 1] if start else None
    after = row.glyphs[end] if end < len(row.glyphs) else None
    first, last = row.glyphs[start], row.glyphs[end - 1]
    score = likeness * (1 + 0.1 * len(alias))
    if before is None or before.line != first.line or first.left - before.right > first.em:
        score += 0.4
    elif not row.text[start - 1].isalnum():
        score += 0.1
    if after is None or row.text[end] in ":(" or after.line != last.line or after.left - last.right > 0.6 * last.em:
        score += 0.2
    return Placed(fields, alias, number, start, end, score)
