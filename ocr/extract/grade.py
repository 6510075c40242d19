"""How far a value may be trusted: by checks and agreement, never by an engine's confidence alone. Pure."""

from ocr.extract.cross import Draft
from ocr.templates import FieldTemplate
from ocr.values import Status

# Any one of these, passed, is a second witness on the same paper.
_WITNESSES = frozenset(("id_number", "birthday", "figures_capitals", "qr", "organisation_code"))
WORDS = frozenset(("person", "organisation", "address", "text"))  # no check can catch a misread name


def grade(field: FieldTemplate, draft: Draft, sure: bool) -> Status:
    """`sure` says that the engine was confident or that a second look agreed; alone it gives `likely` at best."""
    if draft.meaning.value is None:
        return "missing"
    results = {check.code: check.passed for check in draft.meaning.checks}
    if any(passed is False for passed in results.values()):
        return "doubtful"
    if draft.repaired:
        return "likely"
    witnessed = any(results.get(code) for code in _WITNESSES)
    if witnessed and field.type not in WORDS:
        return "verified"
    return "likely" if sure or witnessed else "doubtful"
