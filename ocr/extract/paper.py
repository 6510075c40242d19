"""Turns the rows of one page into papers: what they are, and each field's value with its status."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ocr.extract import cross
from ocr.extract.cross import Draft
from ocr.extract.glyphs import Glyph, Row, quad_of, text_of
from ocr.extract.grade import WORDS, grade
from ocr.extract.kinds import KINDS, Meaning, meaning_of
from ocr.extract.pairs import Pair, pairs
from ocr.extract.recognise import recognise
from ocr.extract.regions import locate
from ocr.folding import folded
from ocr.pages.rules import Box
from ocr.templates import FieldTemplate, Label, Template
from ocr.values import Check, FieldReading, Quad

_LEAST_THERE = 0.8  # confidence under which a spot holds nothing
# What labels on forms say about their values.
_TYPES = (("身份证", "resident_id"), ("信用代码", "uscc"), ("日期", "date"), ("住址", "address"), ("地址", "address"))

# Asked for quads on the page it returns their texts, read again on enlarged cuts, with confidences.
LookAgain = Callable[[Sequence[Quad]], list[tuple[str, float]]]


@dataclass(frozen=True)
class Candidate:
    """Glyphs that may be a field's value, and what they mean."""

    glyphs: tuple[Glyph, ...]
    raw: str
    meaning: Meaning
    sure: bool
    spot: Quad | None = None  # where it stands, if no line holds it

    @property
    def fits(self) -> bool:
        """Whether the text is of its kind and no check of it failed."""
        return self.meaning.value is not None and all(check.passed is not False for check in self.meaning.checks)


@dataclass(frozen=True)
class Eyes:
    """How to look again, and the confidence from which that is not needed.

    A `strict` look must agree: the lines come from a source that may lie, so that its own checks prove nothing.
    """

    look_again: LookAgain
    sure: float
    strict: bool = False
    weak: bool = False  # the engine repeats its own mistakes, so that agreeing with itself makes no word sure


def papers(
    templates: Sequence[Template], rows: Sequence[Row], boxes: Sequence[Box] = ()
) -> Iterator[tuple[Template, list[Row]]]:
    """Each kind of paper that the page holds, once; two sides of a card on one page are two papers."""
    left = list(templates)
    while template := recognise(left, rows, boxes):
        yield template, list(rows)
        left = [each for each in left if each.code != template.code and each.family == template.family]


@dataclass(frozen=True)
class Sight:
    """What is seen of a page beside its lines: its number, cells of tables, payloads of QR codes."""

    page: int
    boxes: Sequence[Box] = ()
    codes: Sequence[str] = ()


def read_fields(template: Template, rows: Sequence[Row], eyes: Eyes, sight: Sight) -> dict[str, FieldReading]:
    """Every field of the template, those not found as `missing`; of a form without known labels every pair."""
    located = locate(template, rows, sight.boxes)
    fields, found = dict(template.fields), dict(located.values)
    if template.pairs:
        seen = pairs(rows, sight.boxes)
        fields |= {pair.label: _field(pair) for pair in seen}
        found |= {pair.label: (pair.glyphs,) for pair in seen if pair.glyphs}
    chosen = {code: _choose(field, found.get(code, ()), eyes) for code, field in fields.items()}
    for code, spot in located.spots.items():
        if not chosen[code].glyphs and (seen_there := _look_at(template, fields[code], spot, eyes)):
            chosen[code] = seen_there
    drafts = {code: Draft(candidate.meaning) for code, candidate in chosen.items()}
    cross.apply(template, drafts, sight.codes)
    return {code: _reading(field, chosen[code], drafts[code], sight.page, eyes) for code, field in fields.items()}


def _field(pair: Pair) -> FieldTemplate:
    """A field for a label that stands on the paper, of the type that its value has."""
    raw = text_of(pair.glyphs)
    kind = next((type_ for label, type_ in _TYPES if label in pair.label and KINDS[type_](raw).value), "text")
    return FieldTemplate(
        code=pair.label, label=Label(pair.label, pair.label), type=kind, shape="cell", aliases=(), patterns=(),
        optional=True, sensitive=True,
    )  # fmt: skip


def _choose(field: FieldTemplate, options: Sequence[tuple[Glyph, ...]], eyes: Eyes) -> Candidate:
    """The first candidate that fits, looked at again where the engine was unsure or a check failed."""
    first = None
    for glyphs in options:
        raw = text_of(glyphs)
        sure = min(glyph.confidence for glyph in glyphs) >= eyes.sure
        candidate = Candidate(glyphs, raw, meaning_of(field, raw), sure)
        if not candidate.fits or not sure:
            candidate = _second_look(field, candidate, eyes)
        if candidate.fits:
            return candidate
        first = first or candidate
    return first or Candidate((), "", Meaning(None), sure=False)


def _look_at(template: Template, field: FieldTemplate, spot: Quad, eyes: Eyes) -> Candidate | None:
    """What stands where a label promises a value that no line holds: short words escape those who look for lines."""
    ((raw, confidence),) = eyes.look_again([spot])
    meaning, label = meaning_of(field, raw), folded(raw)
    named = any(alias in label or label in alias for each in template.fields.values() for alias in each.aliases)
    if not label or named or meaning.value is None or confidence < _LEAST_THERE or eyes.strict:
        return None
    found = Candidate((), raw, meaning, sure=confidence >= eyes.sure and field.type not in WORDS, spot=spot)
    return found if found.fits else None


def _second_look(field: FieldTemplate, candidate: Candidate, eyes: Eyes) -> Candidate:
    """Agreement makes sure; a second text is taken only where it fits and the first did not."""
    quads = [quad_of(glyphs) for glyphs in _by_line(candidate.glyphs)]
    read = eyes.look_again(quads)
    raw = "".join(text for text, _ in read)
    meaning = meaning_of(field, raw)
    if meaning.value is not None and _same(meaning.value, candidate.meaning.value):
        agreed = replace(candidate.meaning, checks=(*candidate.meaning.checks, Check("second_look", True)))
        return replace(candidate, meaning=agreed, sure=True)
    other = Candidate(candidate.glyphs, raw, meaning, sure=False)
    if other.fits and not candidate.fits and not eyes.strict:
        return other
    clear = eyes.strict or (candidate.fits and not _proven(candidate.meaning))
    differs = Check("second_look", False if clear else None)
    return replace(candidate, meaning=replace(candidate.meaning, checks=(*candidate.meaning.checks, differs)))


def _proven(meaning: Meaning) -> bool:
    """Whether a check digit or a second writing carries the value, so that a worse second look says nothing."""
    return any(check.passed and check.code in ("check_digit", "figures_capitals") for check in meaning.checks)


def _same(one: str, other: str | None) -> bool:
    return other is not None and folded(one) == folded(other)


def _by_line(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    lines: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        lines.setdefault(glyph.line, []).append(glyph)
    return list(lines.values())


def _reading(field: FieldTemplate, candidate: Candidate, draft: Draft, page: int, eyes: Eyes) -> FieldReading:
    sure = candidate.sure and not (eyes.weak and field.type in WORDS)
    return FieldReading(
        label=field.label.zh,
        value=draft.meaning.value,
        raw=candidate.raw,
        status=grade(field, draft, sure),
        page=page,
        quad=quad_of(candidate.glyphs) if candidate.glyphs else candidate.spot,
        checks=draft.meaning.checks,
    )
