"""Checks between fields of one paper, and repair of a number where only one repair fits. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ocr.extract.kinds import Meaning, credit_code
from ocr.templates import Template
from ocr.validators import LONG_TERM, Unfit, resident_id, uscc
from ocr.values import Check

_LOOKALIKES = {"0": "8695D", "1": "74", "2": "7", "3": "85", "4": "19A", "5": "63", "6": "580", "7": "12", "8": "036B9",
               "9": "048", "B": "8", "D": "0", "G": "6", "8B": ""}  # fmt: skip


@dataclass
class Draft:
    """A field on its way: the meaning that stands, and whether it was repaired."""

    meaning: Meaning
    repaired: bool = False

    def add(self, code: str, passed: bool | None) -> None:
        """Notes a check."""
        self.meaning = replace(self.meaning, checks=(*self.meaning.checks, Check(code, passed)))

    def passed(self, code: str) -> bool | None:
        """The result of a check; None where it was not made or could not be decided."""
        return next((check.passed for check in self.meaning.checks if check.code == code), None)


def apply(template: Template, drafts: Mapping[str, Draft], codes: Sequence[str]) -> None:
    """Makes the template's checks between fields; `codes` are the payloads of QR codes."""
    for check, names in template.cross:
        found = [drafts[name] for name in names if name in drafts]
        if len(found) == len(names):
            _CHECKS[check](found, codes)


def _number(draft: Draft, born_on: str | None, sex: str | None) -> None:
    """Repairs an ID number with a wrong check digit where one change fits check digit, birthday and sex."""
    if draft.passed("check_digit") or draft.meaning.value is None:
        return
    fits = set()
    for candidate in _changes(draft.meaning.value):
        try:
            person = resident_id(candidate)
        except Unfit:
            continue
        if born_on == person.born_on.isoformat() and sex in (None, person.sex):
            fits.add(candidate)
    if len(fits) == 1:
        draft.meaning = Meaning(fits.pop(), (Check("check_digit", True), Check("repaired", True)))
        draft.repaired = True


def _changes(text: str) -> set[str]:
    """One digit lost is put back; otherwise one look-alike is changed."""
    if len(text) == 17:
        return {text[:i] + digit + text[i:] for i in range(18) for digit in "0123456789X"}
    return {text[:i] + other + text[i + 1 :] for i, char in enumerate(text) for other in _LOOKALIKES.get(char, "")}


def birth_in_id(found: Sequence[Draft], codes: Sequence[str]) -> None:
    """The birthday printed on a card is the one inside its number."""
    born_on, number = found
    _number(number, born_on.meaning.value, None)
    if not number.passed("check_digit") or number.meaning.value is None:
        return
    inside = resident_id(number.meaning.value).born_on.isoformat()
    if born_on.meaning.value is None:
        born_on.meaning, born_on.repaired = Meaning(inside, (Check("from_id_number", True),)), True
        return
    agrees = born_on.meaning.value == inside
    born_on.add("id_number", agrees)
    number.add("birthday", agrees)


def sex_in_id(found: Sequence[Draft], codes: Sequence[str]) -> None:
    """The sex printed on a card is the one inside its number."""
    sex, number = found
    if not number.passed("check_digit") or number.meaning.value is None:
        return
    inside = resident_id(number.meaning.value).sex
    if sex.meaning.value is None:
        sex.meaning, sex.repaired = Meaning(inside, (Check("from_id_number", True),)), True
        return
    sex.add("id_number", sex.meaning.value == inside)
    number.add("sex", sex.meaning.value == inside)


def date_order(found: Sequence[Draft], codes: Sequence[str]) -> None:
    """The second date is not before the first."""
    first, second = (draft.meaning.value for draft in found)
    if first and second and second != LONG_TERM and first > second:
        for draft in found:
            draft.add("date_order", False)
    elif first and second:
        found[1].add("date_order", True)


def qr_uscc(found: Sequence[Draft], codes: Sequence[str]) -> None:
    """A credit code inside a QR code of the paper is the one printed."""
    inside = {code for payload in codes for code in _codes(payload)}
    if len(inside) != 1:
        return
    code, draft = inside.pop(), found[0]
    if draft.meaning.value != code and not draft.passed("check_digit"):
        draft.meaning, draft.repaired = credit_code(code), True
        draft.add("repaired", True)
    draft.add("qr", draft.meaning.value == code)


def _codes(payload: str) -> set[str]:
    out = set()
    for start in range(len(payload) - 17):
        piece = payload[start : start + 18]
        if piece.isalnum() and piece.isascii():
            try:
                out.add(uscc(piece))
            except Unfit:
                continue
    return out


_CHECKS = {"birth_in_id": birth_in_id, "sex_in_id": sex_in_id, "date_order": date_order, "qr_uscc": qr_uscc}
