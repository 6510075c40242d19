"""Finds the glyphs of each field's value: right of its label, wrapped below it, or by a pattern in the text. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from ocr.extract.glyphs import Glyph, Row
from ocr.extract.labels import Placed, place
from ocr.templates import FieldTemplate, Template

_GAP_EM = 2.6  # a wider gap inside a value is the gap between two columns
_FIRST_GAP_EM = 14.0  # from a label to its value
_BIGGER = 1.7  # bigger print beside a value is a title or a portrait, not the value
_SKIPPED = ":-. "


def values(template: Template, rows: Sequence[Row]) -> Mapping[str, tuple[tuple[Glyph, ...], ...]]:
    """What may be the value of each field, the likeliest first; a field that is missing has no entry."""
    placed = place(template, rows)
    labels = {(each.row, cell) for each in placed for cell in range(each.start, each.end)}
    out: dict[str, tuple[tuple[Glyph, ...], ...]] = {}
    for each in placed:
        for code in each.fields:
            if code and (found := _by_label(template.fields[code], each, rows, labels)):
                out[code] = (tuple(found),)
    for code, field in template.fields.items():
        out[code] = (*out.get(code, ()), *_by_pattern(field, rows))
    return {code: found for code, found in out.items() if found}


def _by_label(field: FieldTemplate, label: Placed, rows: Sequence[Row], labels: set[tuple[int, int]]) -> list[Glyph]:
    row = rows[label.row]
    found = _beside(row, label, labels)
    if not found and field.shape in ("below", "wrapped"):
        return _under(row.glyphs[label.start], row.glyphs[label.end - 1], rows, labels)
    if found and field.shape == "wrapped":
        found += _wrapped(found, rows, labels, glued=row.glyphs[label.end - 1].line == found[0].line)
    return found


def _beside(row: Row, label: Placed, labels: set[tuple[int, int]]) -> list[Glyph]:
    """Glyphs right of the label up to the next label or column."""
    found: list[Glyph] = []
    previous = row.glyphs[label.end - 1]
    for index in range(label.end, len(row.glyphs)):
        glyph = row.glyphs[index]
        if (label.row, index) in labels:
            break
        if not found and row.text[index] in _SKIPPED:
            previous = glyph
            continue
        em = min(glyph.em, previous.em)
        if glyph.left - previous.right > (_GAP_EM if found else _FIRST_GAP_EM) * em or glyph.em > _BIGGER * em:
            break
        found.append(glyph)
        previous = glyph
    return found


def _pieces(rows: Sequence[Row], labels: set[tuple[int, int]]) -> list[list[Glyph]]:
    """Each line's glyphs, without the lines that hold a label."""
    lines: dict[int, list[Glyph]] = {}
    barred: set[int] = set()
    for number, row in enumerate(rows):
        for index, glyph in enumerate(row.glyphs):
            lines.setdefault(glyph.line, []).append(glyph)
            if (number, index) in labels:
                barred.add(glyph.line)
    return [glyphs for line, glyphs in lines.items() if line not in barred]


def _wrapped(found: list[Glyph], rows: Sequence[Row], labels: set[tuple[int, int]], glued: bool) -> list[Glyph]:
    """Lines that go on below: same left edge, same size, no farther than a line apart.

    Where label and value are one line, the value's left edge is a guess that falls too far left.
    """
    pieces, last = _pieces(rows, labels), found
    more: list[Glyph] = []
    left = found[0].left
    while True:
        em, y = last[0].em, last[0].y
        below = [
            piece for piece in pieces
            if 0.6 * em < piece[0].y - y < 1.75 * em
            and -1.4 * em < piece[0].left - left < (3.2 if glued else 1.4) * em
            and 0.7 < piece[0].em / em < 1.4
        ]  # fmt: skip
        if not below or _labelled(below, y, rows, labels):
            return more
        last = _highest(below)
        more += _joined_right(last, rows, labels)


def _highest(pieces: list[list[Glyph]]) -> list[Glyph]:
    return min(pieces, key=lambda piece: piece[0].y)


def _labelled(below: list[list[Glyph]], y: float, rows: Sequence[Row], labels: set[tuple[int, int]]) -> bool:
    """Whether the next line belongs to a label of its own, standing left of it on its level."""
    nearest = _highest(below)[0]
    for number, index in labels:
        glyph = rows[number].glyphs[index]
        level = abs(glyph.y - nearest.y) < 0.6 * nearest.em
        if level and -0.5 * nearest.em < nearest.left - glyph.right < _FIRST_GAP_EM * nearest.em / 2:
            return True
    return False


def _joined_right(piece: list[Glyph], rows: Sequence[Row], labels: set[tuple[int, int]]) -> list[Glyph]:
    """The line with what goes on right of it after a small gap, as detectors break lines at spaces."""
    for number, row in enumerate(rows):
        if piece[0] not in row.glyphs:
            continue
        start = row.glyphs.index(piece[0])
        out = [row.glyphs[start]]
        for index in range(start + 1, len(row.glyphs)):
            glyph = row.glyphs[index]
            if (number, index) in labels or glyph.left - out[-1].right > _GAP_EM * out[-1].em:
                break
            out.append(glyph)
        return out
    return piece


def _under(first: Glyph, last: Glyph, rows: Sequence[Row], labels: set[tuple[int, int]]) -> list[Glyph]:
    """The nearest line below a label that overlaps it from left to right."""
    em = first.em
    below = [
        piece for piece in _pieces(rows, labels)
        if 0.6 * em < piece[0].y - first.y < 3 * em
        and piece[0].left < last.right and piece[-1].right > first.left - em
    ]  # fmt: skip
    return _highest(below) if below else []


def _by_pattern(field: FieldTemplate, rows: Sequence[Row]) -> Iterator[tuple[Glyph, ...]]:
    """Where each pattern first fits the page's text from top to bottom."""
    text = "".join(row.text for row in rows)
    glyphs = [glyph for row in rows for glyph in row.glyphs]
    for pattern in field.patterns:
        if (match := pattern.search(text)) and match.group("v"):
            yield tuple(glyphs[match.start("v") : match.end("v")])
