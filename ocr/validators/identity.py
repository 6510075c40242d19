"""Numbers of persons and bodies: resident ID (GB 11643), unified social credit code (GB 32100), mobile."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum import exceptions
from stdnum.cn import uscc as stdnum_uscc

from ocr.validators.unfit import Unfit

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# Two digits of the division: provinces of GB/T 2260, residence permits of Hong Kong, Macao and Taiwan (81-83),
# permanent residence of foreigners (91) and the fictional demo divisions (99).
_PROVINCES = frozenset(
    str(10 * first + last)
    for first, lasts in ((1, "12345"), (2, "123"), (3, "1234567"), (4, "123456"), (5, "01234"), (6, "12345"), (7, "1"),
                         (8, "123"), (9, "1"))
    for last in map(int, lasts)
)  # fmt: skip
_DEMO = "99"


@dataclass(frozen=True)
class ResidentId:
    """A resident ID number and what its digits say."""

    number: str  # 18 characters, upper-case X
    born_on: date
    sex: str  # "男" or "女"


def plain(text: str) -> str:
    """NFKC, without spaces of any kind."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def resident_id_check(first17: str) -> str:
    """The check character (ISO 7064 MOD 11-2) of the first 17 digits."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True)) % 11]


def resident_id(text: str, today: date | None = None, demo: bool = True) -> ResidentId:
    """Codes of Unfit: length, format, area, date, future_date, checksum. Without `today` the future is not checked.

    The division is not held against the year of birth: abolished counties stay in the numbers of the living.
    """
    number = plain(text).upper()
    if len(number) != 18:
        raise Unfit("length")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Unfit("format")
    if number[:2] not in _PROVINCES and not (demo and number[:2] == _DEMO):
        raise Unfit("area")
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise Unfit("date") from error
    if today is not None and born_on > today:
        raise Unfit("future_date")
    if resident_id_check(number[:17]) != number[17]:
        raise Unfit("checksum")
    return ResidentId(number, born_on, "男" if int(number[16]) % 2 else "女")


def uscc_check(first17: str) -> str:
    """The check character of the first 17 characters of a credit code."""
    return str(stdnum_uscc.calc_check_digit(first17))


def uscc(text: str) -> str:
    """The 18 characters, upper case. Codes of Unfit: length, alphabet, format, checksum."""
    code = plain(text).upper()
    if len(code) != 18:
        raise Unfit("length")
    if re.search(r"[^0-9A-HJ-NPQRTUWXY]", code):
        raise Unfit("alphabet" if re.fullmatch(r"[0-9A-Z]+", code) and code[2:8].isdigit() else "format")
    if not code[2:8].isdigit():
        raise Unfit("format")
    try:
        stdnum_uscc.validate(code)
    except exceptions.InvalidChecksum as error:
        raise Unfit("checksum") from error
    except exceptions.ValidationError as error:
        raise Unfit("format") from error
    return code


def organisation_check(first8: str) -> str:
    """The check character (GB 11714) of an organisation code, characters 9 to 16 of a credit code."""
    total = sum(weight * int(letter, 36) for weight, letter in zip(_ORG_WEIGHTS, first8, strict=True))
    return "0123456789X0"[11 - total % 11]


def mobile(text: str) -> str:
    """Eleven digits of a mainland mobile number, without country code. Code of Unfit: mobile."""
    digits = re.sub(r"[-\s]", "", plain(text))
    digits = re.sub(r"^(?:\+86|86(?=1[0-9]{10}$))", "", digits)
    if not re.fullmatch(r"1[3-9][0-9]{9}", digits):
        raise Unfit("mobile")
    return digits
