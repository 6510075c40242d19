"""Irregular acts, governance tickets and procedures that stop a clock, as people say them."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows.api import procedure


def breach_name(kind: str) -> str:
    """What was irregular."""
    names = {
        "late": _("The legal limit passed without a decision"),
        "outside_guide": _("Something outside the guide was to be asked for"),
        "unlisted_fee": _("A fee that is not listed was to be charged"),
        "second_correction": _("A second correction notice went out"),
        "unfounded_refusal": _("A refusal without reasons was tried"),
    }
    return names.get(kind, _("An irregular act"))


def ticket_kinds(*, was_corrected: bool) -> list[tuple[str, str]]:
    """What a governance ticket may be about; a second notice is no option, only a ticket after the first."""
    names = [
        ("paper", _("A paper outside the guide")),
        ("condition", _("A condition outside the guide")),
        ("fee", _("A fee that is not listed")),
    ]
    return names + ([("second_correction", _("A second correction notice"))] if was_corrected else [])


def ticket_name(kind: str) -> str:
    """What a governance ticket is about."""
    return dict(ticket_kinds(was_corrected=True)).get(kind, _("Something outside the guide"))


def procedure_name(code: str) -> str:
    """What a procedure that stops a clock is called."""
    return procedure(code).text(get_language() or "zh-hans")
