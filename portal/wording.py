"""Sentences for the codes with which commands refuse; a page never shows a code."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Sentences = Mapping[str, Promise | str]

PROBLEMS: Sentences = {
    "required": gettext_lazy("Please fill this in."),
    "required_paper": gettext_lazy("Please upload this paper."),
    "not_a_number": gettext_lazy("Enter a number, such as 12."),
    "not_an_integer": gettext_lazy("Enter a whole number, such as 12."),
    "not_a_date": gettext_lazy("Enter a date, such as 2026-11-22."),
    "not_money": gettext_lazy("Enter an amount in yuan, such as 1200.50."),
    "not_an_option": gettext_lazy("Choose one of the options."),
    "too_small": gettext_lazy("Enter %(min)s or more."),
    "too_large": gettext_lazy("Enter %(max)s or less."),
    "too_long": gettext_lazy("Use %(max)s characters or fewer."),
    "too_short": gettext_lazy("Use %(min)s characters or more."),
    "too_early": gettext_lazy("Enter a date on or after %(min)s."),
    "too_late": gettext_lazy("Enter a date on or before %(max)s."),
    "check_digit": gettext_lazy("One character of this number is wrong: its check digit does not fit."),
    "wrong_form": gettext_lazy("This does not have the right form. Compare it with the paper."),
    "reason_required": gettext_lazy("Give a reason; the applicant will read it."),
    "empty": gettext_lazy("The file is empty. Choose it again, or take a new photo."),
    "file_too_large": gettext_lazy("The file is too large. Take a smaller photo, or scan with a lower resolution."),
    "encrypted": gettext_lazy("The file is locked with a password. Save a copy without one and upload that."),
    "mislabelled": gettext_lazy("The file is not what its name says. Upload a JPEG, PNG or PDF file."),
    "not_readable": gettext_lazy("The file cannot be opened. Take a new photo or scan, and upload that."),
    "too_many_pages": gettext_lazy("The file has too many pages. Upload only the pages that are asked for."),
    "unsupported": gettext_lazy("This kind of file cannot be read. Upload a JPEG, PNG or PDF file."),
}
FORBIDDEN: Sentences = {
    "not_signed_in": gettext_lazy("Sign in first."),
    "wrong_role": gettext_lazy("Your post does not include this step."),
    "own_case": gettext_lazy("You may not decide a matter of your own."),
    "reviewed_it": gettext_lazy("Who reviewed a case does not decide it: somebody else in your department must."),
    "identity_level": gettext_lazy("Your identity has to be confirmed before you can do this."),
    "no_appointment": gettext_lazy("You hold no post in a department at the moment."),
}
CONFLICTS: Sentences = {
    "claimed": gettext_lazy("The task has been taken over."),
    "completed": gettext_lazy("The task has been completed."),
    "decided": gettext_lazy("The case has been decided."),
    "submitted": gettext_lazy("The case has been submitted."),
    "changed": gettext_lazy("The case was changed while your page was open."),
    "withdrawn": gettext_lazy("The case has been withdrawn."),
}
PARTS: Sentences = {
    "database": gettext_lazy("the database"),
    "broker": gettext_lazy("the queue that starts background work"),
    "chain": gettext_lazy("the chain on which records are anchored"),
    "ocr": gettext_lazy("the reading of papers"),
}


def _sentence(table: Sentences, code: str, params: Mapping[str, Any], fallback: str) -> str:
    text = str(table[code]) if code in table else fallback
    return text % params if params and "%(" in text else text


def problem(code: str, params: Mapping[str, Any]) -> str:
    """What is wrong with one value, and what to do."""
    return _sentence(PROBLEMS, code, params, _("This is not right. Please check it."))


def forbidden(code: str, params: Mapping[str, Any]) -> str:
    """Why an actor may not do something."""
    return _sentence(FORBIDDEN, code, params, _("Your account does not have the right to do this."))


def conflict(what: str) -> str:
    """What somebody else did first."""
    return _sentence(CONFLICTS, what, {}, _("Somebody else changed this before you."))


def part(what: str) -> str:
    """The name of a part that does not answer."""
    return _sentence(PARTS, what, {}, _("a part of the portal"))
