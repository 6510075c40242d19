"""Short public codes that a person can read aloud and nobody can guess."""

import secrets
import unicodedata

from stdnum.iso7064 import mod_37_36

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and capitals without 0, O, 1 and I, which look alike on paper."""
LENGTH = 12
_GROUP = 4


class BadCode(ValueError):
    """`why` is `length`, `character` or `check`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def new_code() -> str:
    """Twelve characters: eleven random ones (55 bits) and a MOD 37,36 check character."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
        check = mod_37_36.calc_check_digit(body)
        # The check may be any of 36 characters: a body whose check looks alike is drawn again.
        if check in ALPHABET:
            return f"{body}{check}"


def parse(text: str) -> str:
    """The plain code in `text`, whatever its case, spaces, dashes or full-width forms. Raises BadCode."""
    folded = unicodedata.normalize("NFKC", text).upper()
    code = "".join(sign for sign in folded if not sign.isspace() and unicodedata.category(sign) != "Pd")
    if len(code) != LENGTH:
        raise BadCode("length")
    if not set(code) <= set(ALPHABET):
        raise BadCode("character")
    if not mod_37_36.is_valid(code):
        raise BadCode("check")
    return code


def grouped(code: str) -> str:
    """The code as printed: groups of four joined by dashes."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
