"""Parts a page that shows several papers, such as two cards side by side. Pure."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ocr.extract.glyphs import Row, rows
from ocr.extract.recognise import recognise
from ocr.folding import folded
from ocr.pages.geometry import bounds
from ocr.templates import Template
from ocr.values import Line

_LEAST_LINES = 3  # of a paper
_TRIED = 6  # gaps along each direction, the widest first
_TITLE = 1.0  # weight from which a title names the paper


def parts(templates: Sequence[Template], lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paper; all of them together where the page holds one, or none that is known."""
    if _titles(templates, lines) < 2:
        return [list(lines)]
    for cut in _cuts(lines):
        first, second = ([line for line in lines if cut(line) is side] for side in (True, False))
        if min(len(first), len(second)) < _LEAST_LINES:
            continue
        if _whole(templates, first) and _whole(templates, second):
            return [*parts(templates, first), *parts(templates, second)]
    return [list(lines)]


def _titles(templates: Sequence[Template], lines: Sequence[Line]) -> int:
    """How many lines name a paper."""
    names = {title for template in templates for title, weight in template.titles if weight >= _TITLE}
    return sum(any(name in folded(line.text) for name in names) for line in lines)


def _whole(templates: Sequence[Template], lines: Sequence[Line]) -> bool:
    """Whether some lines are a paper of their own: known, and with its name among them."""
    found: list[Row] = rows(lines)
    known = recognise([each for each in templates if not each.pairs], found)
    if known is None:
        return False
    names = [title for title, weight in known.titles if weight >= _TITLE]
    return any(name in row.text for name in names for row in found)


def _cuts(lines: Sequence[Line]) -> Iterator[Callable[[Line], bool]]:
    """Straight cuts through empty bands, the widest first; each says whether a line lies before it."""
    bands = []
    for axis in (0, 1):
        spans = sorted((bounds(line.quad)[axis], bounds(line.quad)[axis + 2]) for line in lines)
        end = spans[0][1]
        for start, stop in spans[1:]:
            if start > end:
                bands.append((start - end, axis, (start + end) / 2))
            end = max(end, stop)
    for _, axis, place in sorted(bands, reverse=True)[: 2 * _TRIED]:
        yield partial(_before, axis, place)


def _before(axis: int, place: float, line: Line) -> bool:
    return bounds(line.quad)[axis] < place
