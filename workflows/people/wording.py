"""The sentences of notices, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override


def notice_text(code: str, params: Mapping[str, Any], language: str) -> str:
    """The notice as one plain sentence. Raises KeyError for a code that no command writes."""
    item = params.get("item", {})
    title = item.get("en" if language.startswith("en") else "zh", "")
    with override(language):
        return sentences()[code] % {"item": title, "number": params.get("number") or ""}


def sentences() -> dict[str, str]:
    """Every notice that commands write, translated into the language that is active now."""
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
