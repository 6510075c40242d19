"""Dates and periods in all the forms that Chinese papers write them in."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ocr.validators.unfit import Unfit

LONG_TERM = "long_term"

_DIGITS = {char: str(i) for i, chars in enumerate(
    ("〇零○Ο〇", "一壹弌", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
) for char in chars}  # fmt: skip
_TEN = "十拾什"
_OPEN = re.compile(r"(?:至)?(?:长期|長期|永久|无固定期限|永续经营)(?:有效)?")
_NUMERIC = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")
_WRITTEN = re.compile(r"([^年]{4})年([^月]{1,4})月([^日号]{1,5})[日号]?")


@dataclass(frozen=True)
class Period:
    """A span of days; `ends_on` is None where it is open (长期)."""

    starts_on: date
    ends_on: date | None


def _number(text: str) -> int:
    """A number below 100 in digits or characters: 12, 十二, 一二, 壹拾贰, 零壹, 二十."""
    if text.isdigit():
        return int(text)
    tens = next((char for char in _TEN if char in text), None)
    if tens is None:
        return int("".join(_DIGITS[char] for char in text))
    before, _, after = text.lstrip("零〇○").partition(tens)
    ones = int("".join(_DIGITS[char] for char in after)) if after else 0
    return (int(_DIGITS[before]) if before else 1) * 10 + ones


def parse_date(text: str) -> date:
    """The day that `text` names alone. Code of Unfit: date."""
    # NFKC turns fullwidth digits and ㈰ into plain ones; 〇 and ○ stay.
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    try:
        if match := _NUMERIC.fullmatch(plain):
            year, month, day, month2, day2 = match.groups()
            return date(int(year), int(month or month2), int(day or day2))
        if match := _WRITTEN.fullmatch(plain):
            year = "".join(char if char.isdigit() else _DIGITS[char] for char in match[1])
            return date(int(year), _number(match[2]), _number(match[3]))
    except (KeyError, ValueError) as error:
        raise Unfit("date") from error
    raise Unfit("date")


def parse_end(text: str) -> date | None:
    """The day that `text` names, or None where it says 长期. Code of Unfit: date."""
    if _OPEN.fullmatch(re.sub(r"\s+", "", text)):
        return None
    return parse_date(text)


def parse_period(text: str) -> Period:
    """A span such as `2016.03.01-长期` or `2020年1月1日至2039年12月31日`. Codes of Unfit: date, period, date_order."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).strip("自从止")
    match = re.fullmatch(r"(\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|[^至到~—-]+?)(?:起)?[至到~—–-]+(.+)", plain)
    if match is None:
        raise Unfit("period")
    starts_on, ends_on = parse_date(match[1]), parse_end(match[2])
    if ends_on is not None and ends_on <= starts_on:
        raise Unfit("date_order")
    return Period(starts_on, ends_on)
