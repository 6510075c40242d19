"""Glyphs in the cells of a table: which cell holds a label, and which one beside it holds the value. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ocr.extract.glyphs import Glyph, Row
from ocr.folding import squeezed
from ocr.pages.geometry import bounds, box
from ocr.pages.rules import Box
from ocr.templates import Template
from ocr.values import Quad


@dataclass(frozen=True)
class Cell:
    """A cell with its glyphs in reading order."""

    box: Box
    glyphs: tuple[Glyph, ...]


def filled(rows: Sequence[Row], boxes: Sequence[Box]) -> list[Cell]:
    """Each box with the glyphs whose centres lie in it, in the order of the rows; also those that are empty."""
    held: dict[int, list[Glyph]] = {number: [] for number in range(len(boxes))}
    for row in rows:
        for glyph in row.glyphs:
            number = _inside(glyph, boxes)
            if number is not None:
                held[number].append(glyph)
    return [Cell(box, tuple(held[number])) for number, box in enumerate(boxes)]


def _inside(glyph: Glyph, boxes: Sequence[Box]) -> int | None:
    left, top, right, bottom = bounds(glyph.quad)
    x, y = (left + right) / 2, (top + bottom) / 2
    found = [i for i, box in enumerate(boxes) if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
    return min(found, key=lambda i: (boxes[i][2] - boxes[i][0]) * (boxes[i][3] - boxes[i][1]), default=None)


def right_of(cell: Cell, cells: Sequence[Cell]) -> Cell | None:
    """The next cell to the right on the level of this one."""
    left, top, right, bottom = cell.box
    middle, height = (top + bottom) / 2, bottom - top
    beside = [
        each for each in cells
        if each.box[0] >= right - 0.2 * height and each.box[1] <= middle <= each.box[3]
        and each.box[0] - right < 0.6 * height + 0.25 * (right - left)
    ]  # fmt: skip
    return min(beside, key=lambda each: each.box[0], default=None)


def levels(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Chains of neighbours from left to right, each cell in one chain."""
    following = {id(cell): right_of(cell, cells) for cell in cells}
    heads = {id(cell) for cell in cells} - {id(each) for each in following.values() if each}
    for cell in cells:
        if id(cell) in heads:
            chain: list[Cell] = []
            walk: Cell | None = cell
            while walk is not None and walk not in chain:
                chain.append(walk)
                walk = following[id(walk)]
            yield chain


def by_cell(template: Template, cells: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    """Fields of the shape `cell` whose label fills a cell, with the cell beside it; labels may wrap in theirs."""
    seen: Counter[str] = Counter()
    aliases: dict[str, list[str]] = {}
    for code, field in template.fields.items():
        for alias in field.aliases if field.shape == "cell" else ():
            aliases.setdefault(alias, []).append(code)
    done: set[str] = set()
    for cell in cells:
        label = _named(squeezed("".join(glyph.char for glyph in cell.glyphs)), aliases)
        beside = right_of(cell, cells) if label else None
        if beside is None:
            continue
        seen[label] += 1
        for code in aliases[label]:
            if template.fields[code].occurrence == seen[label] and code not in done:
                done.add(code)
                yield code, beside


def _named(text: str, aliases: Iterable[str]) -> str:
    """The alias that a cell's text is, one character wrong or lost in long ones; empty if it is none."""
    if text in aliases:
        return text
    near = [
        alias for alias in aliases
        if len(alias) >= 4 and (
            (len(alias) == len(text) and sum(a != b for a, b in zip(alias, text, strict=True)) == 1)
            or (len(alias) == len(text) + 1 and any(text == alias[:i] + alias[i + 1 :] for i in range(len(alias))))
        )
    ]  # fmt: skip
    return near[0] if len(near) == 1 else ""


def inner(of: Box) -> Quad:
    """A cell without its rules."""
    left, top, right, bottom = of
    inset = 0.08 * (bottom - top)
    return box(left + inset, top + inset, right - inset, bottom - inset)
