"""Lines taken apart into characters with places, and put together again into rows across a page. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ocr.folding import fold
from ocr.pages.geometry import around, part, size
from ocr.values import Line, Quad


@dataclass(frozen=True)
class Glyph:
    """A character with its quad; `x` and `y` are the centre and `em` the height in a frame where lines lie level."""

    char: str
    quad: Quad
    x: float
    y: float
    left: float
    right: float
    em: float
    line: int
    confidence: float


@dataclass(frozen=True)
class Row:
    """Glyphs side by side on one level, left to right; `text` is folded and has one character for each glyph."""

    glyphs: tuple[Glyph, ...]
    text: str


def _weight(char: str) -> float:
    return 0.55 if char.isascii() else 1.0


def angle(lines: Iterable[Line]) -> float:
    """The slope of the page's lines in radians: the median of the long ones."""
    slopes = [
        math.atan2(line.quad[1][1] - line.quad[0][1], line.quad[1][0] - line.quad[0][0])
        for line in lines
        if size(line.quad)[0] > 3 * size(line.quad)[1]
    ]
    return median(slopes) if slopes else 0.0


def glyphs(lines: Sequence[Line]) -> list[list[Glyph]]:
    """The glyphs of each line. Engines give a line's quad only, so places inside are shared out by width."""
    turn = angle(lines)
    cos, sin = math.cos(turn), math.sin(turn)
    out = []
    for number, line in enumerate(lines):
        text = "".join(char for char in line.text if not char.isspace())
        total, start, found = sum(map(_weight, text)) or 1.0, 0.0, []
        for char in text:
            end = start + _weight(char) / total
            piece = part(line.quad, start, end)
            level = [(x * cos + y * sin, y * cos - x * sin) for x, y in piece]
            left, right = (level[0][0] + level[3][0]) / 2, (level[1][0] + level[2][0]) / 2
            y = sum(point[1] for point in level) / 4
            found.append(
                Glyph(char, piece, (left + right) / 2, y, left, right, size(piece)[1], number, line.confidence)
            )
            start = end
        out.append(found)
    return out


def rows(lines: Sequence[Line]) -> list[Row]:
    """Every line joined with what stands right of it on its level, from the top of the page to the bottom."""
    parts = [each for each in glyphs(lines) if each]
    following = {id(each): _next(each, parts) for each in parts}
    heads = {id(each) for each in parts} - {id(each) for each in following.values() if each}
    out = []
    for each in sorted(parts, key=lambda found: found[0].y):
        if id(each) not in heads:
            continue
        chain: list[Glyph] = []
        walk: list[Glyph] | None = each
        while walk:
            chain += walk
            walk = following.pop(id(walk), None)
        out.append(Row(tuple(chain), "".join(fold(glyph.char) for glyph in chain)))
    return out


def _next(this: list[Glyph], parts: list[list[Glyph]]) -> list[Glyph] | None:
    """The nearest line to the right whose beginning is level with the end of this one."""
    end, best = this[-1], None
    for other in parts:
        start = other[0]
        level = abs(start.y - end.y) < 0.5 * min(start.em, end.em) + 0.1 * abs(start.em - end.em)
        right = start.left > end.left and start.x > end.x and other is not this
        if right and level and (best is None or start.left < best[0].left):
            best = other
    return best


def text_of(found: Sequence[Glyph]) -> str:
    """The text of glyphs as the engine read it."""
    return "".join(glyph.char for glyph in found)


def quad_of(found: Sequence[Glyph]) -> Quad:
    """One quad around glyphs of one or more lines."""
    return around([glyph.quad for glyph in found])
