"""Sums of money in renminbi: figures, and the capitals of cheques and contracts (人民币大写)."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from ocr.validators.unfit import Unfit

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_VARIANTS = str.maketrans("圆圓正貳參陸億萬", "元元整贰叁陆亿万")


def _group(value: int) -> str:
    """Four digits or fewer, 1 <= value <= 9999, with the zeros inside them."""
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return out


def _yuan(value: int, zero: bool) -> str:
    """The whole yuan; `zero` writes the zero that may stand between two groups of four digits where one ends in 0."""
    parts = [value // 10 ** (4 * i) % 10000 for i in range(4)]
    out, skipped, previous = "", False, 0
    for i in range(3, -1, -1):
        part = parts[i]
        if not part:
            skipped = skipped or bool(out)
            continue
        must = part < 1000 or skipped
        may = zero and previous % 10 == 0
        out += "零" if out and (must or may) else ""
        unit = _GROUPS[i] if not (i == 3 and parts[2]) else "万"
        out += _group(part) + unit
        skipped, previous = False, part
    return out


def _forms(value: Decimal) -> set[str]:
    """Every lawful way to write `value`, without the word 人民币."""
    fen = int(value * 100)
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    heads = {_yuan(yuan, False) + "元", _yuan(yuan, True) + "元"} if yuan else {""}
    if not fen:
        return {"零元整", "零元"}
    if not jiao and not cent:
        return {head + tail for head in heads for tail in ("整", "")}
    gap = "零" if yuan and not jiao else ""
    tail = (_DIGITS[jiao] + "角" if jiao else "") + (gap + _DIGITS[cent] + "分" if cent else "")
    tails = {tail} | ({tail + "整"} if not cent else set())
    if yuan and yuan % 10 == 0:
        tails |= {"零" + each for each in tails if not each.startswith("零")}
    return {head + each for head in heads for each in tails}


def rmb_capitals(value: Decimal) -> str:
    """The capitals of a sum, one lawful form: 整 after 元 only, no zero that may be left out."""
    if value < 0 or value >= 10**16 or value != value.quantize(Decimal("0.01")):
        raise Unfit("money")
    fen = int(value * 100)
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    head = _yuan(yuan, False) + "元" if yuan else ""
    if not jiao and not cent:
        return (head or "零元") + "整"
    gap = "零" if yuan and not jiao else ""
    return head + (_DIGITS[jiao] + "角" if jiao else "") + (gap + _DIGITS[cent] + "分" if cent else "")


def _sum(text: str) -> int:
    """What the digits and places of the whole yuan add up to, whether or not the writing is lawful."""
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        elif char in "拾佰仟":
            section += (digit or 1) * 10 ** _PLACES.index(char)
            digit = 0
        elif char == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        else:
            raise Unfit("money")
    return total + section + digit


def parse_rmb_capitals(text: str) -> Decimal:
    """The sum that capitals say; both lawful forms are read, an unlawful one is refused. Code of Unfit: money."""
    plain = re.sub(r"\s+", "", text).translate(_VARIANTS).removeprefix("人民币")
    match = re.fullmatch(r"(?:(.*?)元)?(?:零?([壹贰叁肆伍陆柒捌玖])角)?(?:零?([壹贰叁肆伍陆柒捌玖])分)?整?", plain)
    if match is None or not plain:
        raise Unfit("money")
    head = _sum(match[1]) if match[1] else 0
    jiao, fen = (_DIGITS.index(part) if part else 0 for part in match.group(2, 3))
    value = Decimal(head * 100 + jiao * 10 + fen) / 100
    full = "壹" + plain if plain.startswith("拾") else plain
    if head >= 10**16 or full.replace("亿万", "亿") not in _forms(value):
        raise Unfit("money")
    return value.quantize(Decimal("0.01"))


def parse_money(text: str) -> Decimal:
    """A sum in figures, with ¥, separators, 元, 万元 or 亿元 around it. Code of Unfit: money."""
    plain = re.sub(r"[\s,，¥￥]|RMB|CNY|人民币", "", unicodedata.normalize("NFKC", text)).translate(_VARIANTS)
    match = re.fullmatch(r"(\d+(?:\.\d{1,6})?)(万|亿)?(?:元)?整?", plain)
    if match is None:
        raise Unfit("money")
    try:
        value = Decimal(match[1]) * {"万": 10**4, "亿": 10**8, None: 1}[match[2]]
    except InvalidOperation as error:
        raise Unfit("money") from error
    return value.quantize(Decimal("0.01"))


def parse_rmb(text: str) -> Decimal:
    """A sum written in figures or in capitals. Code of Unfit: money."""
    try:
        return parse_money(text)
    except Unfit:
        return parse_rmb_capitals(text)
