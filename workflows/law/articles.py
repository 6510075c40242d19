"""Citations of laws: `行政许可法 32(1)(4)` as papers print it, 《行政许可法》第三十二条第一款第四项; pure."""

import re

from workflows.law.dates import is_english

DIGITS = "零一二三四五六七八九"
CITED = re.compile(
    r"(?P<law>\D+?) ?(?P<article>[1-9]\d{0,3})(?:\((?P<paragraph>[1-9]\d?)\))?(?:\((?P<item>[1-9]\d?)\))?"
)


def chinese_number(number: int) -> str:
    """A number from 1 to 9999 as laws write it: 四十二, 一百零三."""
    text = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += DIGITS[digit] + unit
        elif text and number % place and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def law_of(basis: str) -> str:
    """The law of a basis without its article; the basis itself where it names no article."""
    found = CITED.fullmatch(basis)
    return found["law"].strip() if found else basis


def cite(basis: str, language: str, said: str = "") -> str:
    """A basis in words; what does not look like a law with an article stays as it is written.

    The law `said` just before is not named again: `45` after `行政许可法 42`.
    """
    found = CITED.fullmatch(basis)
    if found is None:
        return basis
    law = found["law"].strip()
    if is_english(language):
        return basis.removeprefix(found["law"]).strip() if law == said else basis
    book = "" if law == said else law if law.startswith("《") else f"《{law}》"
    parts = ((found["article"], "条"), (found["paragraph"], "款"), (found["item"], "项"))
    return book + "".join(f"第{chinese_number(int(number))}{unit}" for number, unit in parts if number)
