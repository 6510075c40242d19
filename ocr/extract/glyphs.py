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
    """The glyphs of each line. Engines give a line's quad only, so places inside are shared out by width.

    What an engine took for a vertical line is a column of justified labels: each character stands for itself.
    """
    turn, pitch = angle(lines), _pitch(lines)
    out = []
    for number, line in enumerate(lines):
        width, height = size(line.quad)
        text = line.text.strip()
        if height > 1.5 * width and len(text) > 1:
            bare = "".join(text.split())
            tall = [_down(line.quad, i / len(bare), (i + 1) / len(bare)) for i in range(len(bare))]
            out += [[_glyph(char, quad, turn, number, line)] for char, quad in zip(bare, tall, strict=True)]
        else:
            out.append(_across(text, line, number, turn, pitch))
    return out


def _across(text: str, line: Line, number: int, turn: float, pitch: float) -> list[Glyph]:
    """Characters side by side; what the line is wider than its characters need is given to its spaces."""
    width, height = size(line.quad)
    inked = sum(_weight(char) for char in text if not char.isspace())
    spaces = sum(char.isspace() for char in text)
    gap = max(0.3, (width / max(1.0, pitch * height) - inked) / spaces) if spaces else 0.0
    total, start, found = inked + gap * spaces or 1.0, 0.0, []
    for char in text:
        end = start + (gap if char.isspace() else _weight(char)) / total
        if not char.isspace():
            found.append(_glyph(char, part(line.quad, start, end), turn, number, line))
        start = end
    return found


def _pitch(lines: Sequence[Line]) -> float:
    """Width of a Han character as a share of its line's height, from lines without spaces."""
    shares = [
        size(line.quad)[0] / sum(map(_weight, line.text)) / size(line.quad)[1]
        for line in lines
        if len(line.text) >= 4 and " " not in line.text and size(line.quad)[0] > size(line.quad)[1] > 0
    ]
    return median(shares) if shares else 0.85


def _down(quad: Quad, start: float, end: float) -> Quad:
    """The piece of a quad between two fractions of its height."""
    a, b, c, d = quad
    top, right, bottom, left = part((a, d, c, b), start, end)
    return top, left, bottom, right


def _glyph(char: str, quad: Quad, turn: float, number: int, line: Line) -> Glyph:
    cos, sin = math.cos(turn), math.sin(turn)
    level = [(x * cos + y * sin, y * cos - x * sin) for x, y in quad]
    left, right = (level[0][0] + level[3][0]) / 2, (level[1][0] + level[2][0]) / 2
    y = sum(point[1] for point in level) / 4
    return Glyph(char, quad, (left + right) / 2, y, left, right, size(quad)[1], number, line.confidence)


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
