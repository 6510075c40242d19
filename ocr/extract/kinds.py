"""What a raw text means as a date, a sum, a number or a name: normalised, with the checks that it passed. Pure."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from ocr.extract.nations import NATIONS
from ocr.folding import folded, simplified
from ocr.templates import FieldTemplate
from ocr.validators import (
    LONG_TERM,
    Unfit,
    organisation_check,
    parse_date,
    parse_end,
    parse_money,
    parse_rmb_capitals,
    person_name,
    resident_id,
    uscc,
)
from ocr.values import Check


@dataclass(frozen=True)
class Meaning:
    """A normalised value, or None where the text is not of its kind, and what was checked."""

    value: str | None
    checks: tuple[Check, ...] = ()


_DATE = re.compile(
    r"[0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?|(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])|"
    r"[〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖]{4}年[零一二三四五六七八九十壹贰叁拾]{1,3}月[零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,4}日"
)
_OPEN = re.compile(r"长期|永久|无固定期限|永续")
_DIGIT_LIKE = str.maketrans("OoQDlI|]SZB", "0000111" + "1528")
_ADDRESS = re.compile(r"[省市区县旗乡镇街道路巷村号栋幢室里弄]")
_TWINS = dict(zip("0O1I8B5S2Z", "O0I1B8S5Z2", strict=True))
_SQUARE_METRES = re.compile(r"(?<=[0-9])(?:m²|m2|M²|m)(?![A-Za-z0-9])")
_DOT = re.compile(r"(?<=[\u3400-\u9fff])[•・･‧](?=[\u3400-\u9fff])")
_EDGES = " \t:;,.、；，。：·-—_()（）[]"


def tidy(text: str) -> str:
    """A Chinese text without spaces and loose marks at its ends, its brackets and commas full width."""
    plain = re.sub(r"\s+", "", simplified(unicodedata.normalize("NFC", text)))
    plain = _SQUARE_METRES.sub("㎡", _DOT.sub("·", plain))
    plain = re.sub(r"^[^\w(（“\"]+", "", plain).rstrip(" \t:;,.、；，。：·-—_")
    wide = plain.translate(str.maketrans("(),;:〈〉《》", "（），；：（）（）"))
    if wide.count("（") < wide.count("）"):
        wide = wide.rstrip("）")
    return wide


def text(raw: str) -> Meaning:
    """Any words."""
    return Meaning(tidy(raw) or None)


def person(raw: str) -> Meaning:
    """A name; marks and words such as （签章） behind it go."""
    bare = re.sub(r"[(（].*$", "", simplified(raw)).strip(_EDGES)
    try:
        return Meaning(person_name(bare))
    except Unfit:
        return Meaning(tidy(raw) or None, (Check("name", False),))


def organisation(raw: str) -> Meaning:
    """The name of a body or, where the paper allows both, of a person."""
    value = tidy(re.sub(r"[(（](?:签章|盖章|签字|公章).*$", "", raw))
    if re.fullmatch(r"\w{2,4}|\w+[·•・.]\w+", value):
        return person(raw)
    return Meaning(value or None, (Check("name", False),) if len(value) < 4 else ())


def address(raw: str) -> Meaning:
    """An address; strokes between numbers are ones."""
    value = re.sub(r"(?<=[栋号层幢楼座元0-9])[\]|lI!](?=[单元室号层栋幢楼0-9])", "1", tidy(raw))
    return Meaning(value or None, (Check("address", bool(_ADDRESS.search(value))),) if value else ())


def _dates(raw: str) -> list[date]:
    found = []
    for match in _DATE.findall(folded(raw)):
        try:
            found.append(parse_date(match))
        except Unfit:
            continue
    return found


def day(raw: str) -> Meaning:
    """One date; two in one text are a doubt."""
    found = _dates(raw) or _dates(raw.translate(_DIGIT_LIKE))
    if not found:
        return Meaning(None)
    return Meaning(found[0].isoformat(), (Check("date", len(found) == 1 and found[0].year > 1900),))


def day_or_open(raw: str) -> Meaning:
    """One date, or 长期."""
    return Meaning(LONG_TERM, (Check("date", True),)) if _OPEN.search(folded(raw)) else day(raw)


def span_start(raw: str) -> Meaning:
    """The first date of a span."""
    found = _dates(raw) or _dates(raw.translate(_DIGIT_LIKE))
    return Meaning(found[0].isoformat(), (Check("date", True),)) if found else Meaning(None)


def span_end(raw: str) -> Meaning:
    """The last date of a span, or 长期."""
    if _OPEN.search(folded(raw)):
        return Meaning(LONG_TERM, (Check("date", True),))
    found = _dates(raw) or _dates(raw.translate(_DIGIT_LIKE))
    if len(found) == 2:
        return Meaning(found[1].isoformat(), (Check("date", found[0] < found[1]),))
    try:
        end = parse_end(re.split(r"[至到]", folded(raw))[-1])
    except Unfit:
        return Meaning(None)
    return Meaning(end.isoformat() if end else LONG_TERM, (Check("date", True),))


def money(raw: str) -> Meaning:
    """A sum in figures or capitals; where both stand, they are held against each other."""
    # The whole of each writing must make sense: a search inside a misread one would find a smaller sum.
    plain = re.sub(r"人民币|\(?[大小]写\)?|[:()]", " ", folded(raw).replace("￥", "¥"))
    parts = [part for part in re.split(r"\s+|(?=¥)", plain) if part]
    figures, capitals = _one(parts, parse_money), _one(parts, parse_rmb_capitals)
    if figures is not None and capitals is not None:
        agree = figures == capitals
        return Meaning(str(capitals if agree else figures), (Check("figures_capitals", agree),))
    value = figures if figures is not None else capitals
    if value is None:
        return Meaning(None)
    # Capitals name every place, so that a lawful sum is rarely a misread one.
    return Meaning(str(value), (Check("capitals", True),) if figures is None else ())


def _one(parts: list[str], parse: Callable[[str], Decimal]) -> Decimal | None:
    """The sum of the one part that can be read so."""
    found = []
    for part in parts:
        try:
            found.append(parse(part))
        except Unfit:
            continue
    return found[0] if len(found) == 1 else None


def number(raw: str) -> Meaning:
    """A decimal number."""
    match = re.search(r"[0-9]+(?:[.,][0-9]+)?", folded(raw))
    if not match:
        return Meaning(None)
    try:
        return Meaning(str(Decimal(match[0].replace(",", "."))))
    except InvalidOperation:
        return Meaning(None)


def credit_code(raw: str) -> Meaning:
    """A social credit code; letters that its alphabet lacks are read as the digits they look like."""
    plain = re.sub(r"[^0-9A-Za-z]", "", unicodedata.normalize("NFKC", raw)).upper().translate(
        str.maketrans("OISZ", "0152")
    )  # fmt: skip
    if not plain:
        return Meaning(None)
    try:
        code = uscc(plain)
    except Unfit:
        return Meaning(plain, (Check("check_digit", False),))
    inner = organisation_check(code[8:16]) == code[16]
    return Meaning(code, (Check("check_digit", True), Check("organisation_code", inner or None)))


def identity(raw: str) -> Meaning:
    """A resident ID number."""
    plain = re.sub(r"[^0-9A-Za-z]", "", unicodedata.normalize("NFKC", raw)).upper()
    if not plain:
        return Meaning(None)
    fixed = plain[:-1].translate(_DIGIT_LIKE) + plain[-1:]
    try:
        return Meaning(resident_id(fixed).number, (Check("check_digit", True),))
    except Unfit:
        return Meaning(fixed, (Check("check_digit", False),))


def sex(raw: str) -> Meaning:
    """男 or 女."""
    found = {char for char in raw if char in "男女"}
    return Meaning(found.pop()) if len(found) == 1 else Meaning(None)


def nation(raw: str) -> Meaning:
    """One of the 56 groups."""
    bare = re.sub(r"族$", "", tidy(raw))
    return Meaning(bare or None, (Check("known_nation", bare in NATIONS),) if bare else ())


def code(raw: str) -> Meaning:
    """A number of letters, digits and dashes, upper case."""
    return Meaning(re.sub(r"[^0-9A-Z\u4e00-\u9fff-]", "", unicodedata.normalize("NFKC", raw).upper()) or None)


def meaning_of(field: FieldTemplate, raw: str) -> Meaning:
    """What a raw text means as this field, held against the field's format: one look-alike is put right."""
    meaning = KINDS[field.type](raw)
    if field.format is None or meaning.value is None:
        return meaning
    if field.format.fullmatch(meaning.value):
        return replace(meaning, checks=(*meaning.checks, Check("format", True)))
    fits = {each for each in _looking_alike(meaning.value) if field.format.fullmatch(each)}
    if len(fits) == 1:
        return Meaning(fits.pop(), (*meaning.checks, Check("format", True), Check("repaired", True)))
    return replace(meaning, checks=(*meaning.checks, Check("format", False)))


def _looking_alike(value: str) -> set[str]:
    """The text with one character changed for its look-alike of the other alphabet."""
    return {value[:i] + _TWINS[char] + value[i + 1 :] for i, char in enumerate(value) if char in _TWINS}


KINDS: dict[str, Callable[[str], Meaning]] = {
    "text": text,
    "person": person,
    "organisation": organisation,
    "address": address,
    "date": day,
    "date_or_open": day_or_open,
    "span_start": span_start,
    "span_end": span_end,
    "money": money,
    "number": number,
    "uscc": credit_code,
    "resident_id": identity,
    "sex": sex,
    "nation": nation,
    "code": code,
}
