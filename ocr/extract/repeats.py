"""Sees the same paper twice in one file, by what it says. Pure."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from ocr.folding import folded
from ocr.values import Paper, Remark

_LEAST_ALIKE = 3  # values that must agree; a smaller paper must agree in all of them
_MOST_OTHER = 0.2  # of the values that both have; one misread character makes no second paper


def repeated(papers: Sequence[Paper]) -> Iterator[Remark]:
    """`same_paper` with the page, for each paper that says what one before it says."""
    told = set()
    for (_, one), (number, other) in combinations(enumerate(papers), 2):
        if number not in told and _alike(one, other):
            told.add(number)
            yield Remark("same_paper", {"page": other.pages[0]})


def _alike(one: Paper, other: Paper) -> bool:
    if one.material != other.material or not one.fields:
        return False
    both = [
        (folded(field.value), folded(value))
        for code, field in one.fields.items()
        if field.value and code in other.fields and (value := other.fields[code].value)
    ]
    same = sum(a == b for a, b in both)
    return same >= min(_LEAST_ALIKE, len(one.fields)) and len(both) - same <= _MOST_OTHER * len(both)
