"""Finds the glyphs of each field's value: right of its label, wrapped below it, or by a pattern in the text. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ocr.extract.glyphs import Glyph, Row
from ocr.extract.grid import by_cell, filled, inner
from ocr.extract.labels import Placed, place
from ocr.folding import fold
from ocr.pages.geometry import part, size
from ocr.pages.rules import Box
from ocr.templates import FieldTemplate, Template
from ocr.values import Quad

_GAP_EM = 2.6  # a wider gap inside a value is the gap between two columns
_FIRST_GAP_EM = 14.0  # from a label to its value
_BIGGER = 1.7  # bigger print beside a value is a title or a portrait, not the value
_NEW = re.compile(r"[\u4e00-\u9fff()]{2,14}:|第?[一二三四五六七八九十0-9]{1,3}[、.条章]")
_SKIPPED = ":-. "
_SPOT_EM = 9.0  # how far behind a label its value is looked for where no line was found


@dataclass(frozen=True)
class Located:
    """What may be the value of each field, the likeliest first, and where to look for one that no line holds."""

    values: Mapping[str, tuple[tuple[Glyph, ...], ...]]
    spots: Mapping[str, Quad]


def values(
    template: Template, rows: Sequence[Row], boxes: Sequence[Box] = ()
) -> Mapping[str, tuple[tuple[Glyph, ...], ...]]:
    """What may be the value of each field; a field that is missing has no entry."""
    return locate(template, rows, boxes).values


def locate(template: Template, rows: Sequence[Row], boxes: Sequence[Box] = ()) -> Located:
    """The values of a paper's fields; `boxes` are the cells of its tables."""
    placed, cells = place(template, rows), filled(rows, boxes)
    labels = {(each.row, index) for each in placed for index in range(each.start, each.end)}
    held = dict(by_cell(template, cells))
    out: dict[str, tuple[tuple[Glyph, ...], ...]] = {code: (each.glyphs,) for code, each in held.items() if each.glyphs}
    spots = {code: inner(each.box) for code, each in held.items() if not each.glyphs}
    for each in placed:
        for code in each.fields:
            if not code or code in held:
                continue
            if found := _by_label(template.fields[code], each, rows, labels):
                out[code] = (tuple(found),)
            elif template.fields[code].shape != "below":
                spots[code] = _spot(rows[each.row], each, labels)
    for code, field in template.fields.items():
        out[code] = (*out.get(code, ()), *_by_pattern(field, rows))
    return Located({code: found for code, found in out.items() if found}, spots)


def _spot(row: Row, label: Placed, labels: set[tuple[int, int]]) -> Quad:
    """The strip right of a label, up to the next thing on its level, at most some characters long."""
    last = row.glyphs[label.end - 1]
    after = row.glyphs[label.end] if label.end < len(row.glyphs) else None
    free = (after.left - last.right) / last.em - 0.3 if after else _SPOT_EM
    wide, _ = size(last.quad)
    ems = max(1.0, min(_SPOT_EM, free)) * last.em / max(1.0, wide)
    return part(last.quad, 1.1, 1.1 + ems)


def _by_label(field: FieldTemplate, label: Placed, rows: Sequence[Row], labels: set[tuple[int, int]]) -> list[Glyph]:
    row = rows[label.row]
    found = _beside(row, label, labels)
    if not found and field.shape in ("below", "wrapped", "cell"):
        return _under(row.glyphs[label.start], row.glyphs[label.end - 1], rows, labels)
    if found and field.shape in ("wrapped", "cell"):
        margin = row.glyphs[label.start].left if _runs_out(found[-1], rows) else None
        found += _wrapped(found, rows, labels, row.glyphs[label.end - 1].line == found[0].line, margin)
    return found


def _runs_out(last: Glyph, rows: Sequence[Row]) -> bool:
    """Whether a line ends at the right margin of the text, so that its sentence goes on at the left one."""
    return last.right > max(row.glyphs[-1].right for row in rows) - 2.5 * last.em


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


def _wrapped(
    found: list[Glyph], rows: Sequence[Row], labels: set[tuple[int, int]], glued: bool, margin: float | None
) -> list[Glyph]:
    """Lines that go on below: same left edge, same size, no farther than a line apart.

    Where label and value are one line (`glued`), the value's left edge is a guess that falls too far left. Running text
    goes on at the left `margin` instead.
    """
    pieces, last = _pieces(rows, labels), found
    more: list[Glyph] = []
    left = found[0].left
    while True:
        em, y = last[0].em, last[0].y
        below = [
            piece for piece in pieces
            if 0.6 * em < piece[0].y - y < 1.75 * em
            and (-1.4 * em < piece[0].left - left < (3.2 if glued else 1.4) * em
                 or (margin is not None and abs(piece[0].left - margin) < 1.2 * em))
            and 0.7 < piece[0].em / em < 1.4
        ]  # fmt: skip
        if not below or _labelled(below, y, rows, labels) or _begins(_highest(below)):
            return more
        last = _highest(below)
        more += _joined_right(last, rows, labels)


def _highest(pieces: list[list[Glyph]]) -> list[Glyph]:
    return min(pieces, key=lambda piece: piece[0].y)


def _begins(piece: list[Glyph]) -> bool:
    """Whether a line begins something else: a label with a colon, or a numbered clause."""
    return bool(_NEW.match("".join(fold(glyph.char) for glyph in piece)))


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
