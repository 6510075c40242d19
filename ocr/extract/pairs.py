"""Labels and values of a form that no template knows: before and behind a colon, or in cells side by side. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocr.extract.glyphs import Glyph, Row
from ocr.extract.grid import filled, levels
from ocr.folding import folded, squeezed
from ocr.pages.rules import Box

_LABEL = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff()/]{1,13}")
_BEFORE_COLON = re.compile(
    r"(?:^|(?<=[,.;)]))(?:[0-9一二三四五六七八九十]+[.、])?(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff()]{1,13}):"
)
_GAP_EM = 1.2  # a wider gap parts two pairs on one level
_MOST = 60


@dataclass(frozen=True)
class Pair:
    """A label as it stands there, folded, and the glyphs of its value."""

    label: str
    glyphs: tuple[Glyph, ...]


def pairs(rows: Sequence[Row], boxes: Sequence[Box]) -> list[Pair]:
    """Pairs from the top of the page to the bottom; a label that stands there twice is numbered."""
    in_cells = list(_in_cells(rows, boxes))
    taken = {glyph for pair in in_cells for glyph in pair.glyphs}
    out: dict[str, Pair] = {}
    for pair in [*in_cells, *_in_rows(rows, taken)][:_MOST]:
        label, number = pair.label, 1
        while label in out:
            number += 1
            label = f"{pair.label} {number}"
        out[label] = Pair(label, pair.glyphs)
    return list(out.values())


def _in_cells(rows: Sequence[Row], boxes: Sequence[Box]) -> Iterator[Pair]:
    for chain in levels(filled(rows, boxes)):
        index = 0
        while index + 1 < len(chain):
            label = squeezed("".join(glyph.char for glyph in chain[index].glyphs))
            value = chain[index + 1].glyphs
            if _LABEL.fullmatch(label):
                yield Pair(label, value)
                index += 1
            index += 1


def folded_text(glyphs: Sequence[Glyph]) -> str:
    """The glyphs' text as it is compared."""
    return folded("".join(glyph.char for glyph in glyphs))


def _in_rows(rows: Sequence[Row], taken: set[Glyph]) -> Iterator[Pair]:
    for row in rows:
        for part in _parts(row):
            text = folded_text(part)
            places = [(match.start("label"), match.end()) for match in _BEFORE_COLON.finditer(text)]
            for number, (start, end) in enumerate(places):
                until = places[number + 1][0] if number + 1 < len(places) else len(part)
                value = part[end:until]
                if value and not taken.intersection(value):
                    yield Pair(text[start : end - 1], tuple(value))


def _parts(row: Row) -> Iterator[list[Glyph]]:
    """A row broken where a gap is wide and the next part begins with a label and a colon."""
    part: list[Glyph] = []
    for index, glyph in enumerate(row.glyphs):
        gap = part and glyph.left - part[-1].right > _GAP_EM * glyph.em
        if gap and re.match(r"[\u4e00-\u9fff()]{2,14}:", row.text[index:]):
            yield part
            part = []
        part.append(glyph)
    if part:
        yield part
