"""The sentences of notices, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override


def notice_text(code: str, params: Mapping[str, Any], language: str) -> str:
    """The notice as one plain sentence. Raises KeyError for a code that no command writes."""
    tongue = "en" if language.startswith("en") else "zh"
    said = {name: text[tongue] for name, text in params.items() if isinstance(text, Mapping) and tongue in text}
    with override(language):
        return sentences()[code] % {"item": "", **said, "number": params.get("number") or ""}


def sentences() -> dict[str, str]:
    """Every notice that commands write, translated into the language that is active now."""
    return of_filing() | of_law()


def of_filing() -> dict[str, str]:
    """The notices of an application on its way to the decision and its papers."""
    return {
        "assisted": _(
            "A clerk at the counter opened “%(item)s” in your name and sees what is in it."
            " If this was not at your wish, tell the service centre."
        ),
        "received": _("We have received your application “%(item)s”, number %(number)s."),
        "answer_received": _("We have received your answer for “%(item)s”, number %(number)s."),
        "accepted": _("Your application “%(item)s”, number %(number)s, has been accepted; the time limit runs."),
        "correction_asked": _(
            "Please correct your application “%(item)s”, number %(number)s: see every point on its page."
        ),
        "not_accepted": _(
            "Your application “%(item)s”, number %(number)s, was not accepted."
            " The letter gives reasons and your rights."
        ),
        "granted": _("“%(item)s”, number %(number)s: granted. The certificate is being made."),
        "refused": _("“%(item)s”, number %(number)s: refused. The letter gives reasons, law and your rights."),
        "issued": _("Your certificate for “%(item)s”, number %(number)s, is ready."),
        "letter_ready": _("The decision letter for “%(item)s”, number %(number)s, is ready."),
        "reconsideration_requested": _(
            "Your application for reconsideration concerning “%(item)s”, number %(number)s, is recorded and goes to the"
            " reconsideration body."
        ),
        "difference_found": _(
            "Sources differ on a value of “%(item)s”, number %(number)s: please find out whether what your body keeps"
            " is right."
        ),
        "withdrawn": _("You have withdrawn “%(item)s”, number %(number)s."),
    }


def of_law() -> dict[str, str]:
    """The notices of acts on a running case and on a certificate."""
    return {
        "extended": _(
            "The time limit of “%(item)s”, number %(number)s, was extended."
            " The notice gives the reason and the new day."
        ),
        "clock_stopped": _(
            "The time limit of “%(item)s”, number %(number)s, stands still for a procedure that the law names."
            " The notice says which and for how long."
        ),
        "clock_resumed": _(
            "The time limit of “%(item)s”, number %(number)s, runs again. The notice gives the new day."
        ),
        "lapsed": _(
            "“%(item)s”, number %(number)s, counts as withdrawn: no answer to the correction notice came in time."
            " You may apply again at any time."
        ),
        "reopened": _("“%(item)s” is done again under the number %(number)s. You need not hand in anything again."),
        "terminated": _(
            "“%(item)s”, number %(number)s, was ended without a decision. The letter gives reasons, law and rights."
        ),
        "licence_by_fraud": _("“%(item)s”, number %(number)s: the certificate was revoked because of fraud."),
        "licence_act": _(
            "Your certificate for “%(item)s”: %(act)s. The letter says from when and why, and what you can do."
        ),
    }
