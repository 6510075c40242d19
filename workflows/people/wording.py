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
    return of_filing() | of_law() | of_running_cases()


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
        "answered": _("Your report “%(item)s”, number %(number)s, has been answered; the reply is on its page."),
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
        "member_needs_you": _(
            "“%(item)s” can begin now, but something is missing that only you can add. Please open it and hand it in."
        ),
        "member_dropped": _(
            "“%(item)s” cannot begin, because what it needs was not granted (bundle %(number)s)."
            " What has begun goes on."
        ),
        "visit_to_choose": _("Please choose a date for the site visit of “%(item)s”, number %(number)s."),
        "bundle_finished": _("All parts of “%(item)s”, number %(number)s, have ended. See the result of each."),
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
        "late": _(
            "The legal time limit of “%(item)s”, number %(number)s, has passed without a decision."
            " This is not a refusal: the case goes on, its head and a supervisor have been told,"
            " and you may apply for reconsideration."
        ),
        "day_moved": _(
            "The list of days off has changed, and with it the day that we promised for “%(item)s”, number %(number)s."
            " See its page for the new day and why."
        ),
        "limit_passed": _("“%(item)s”, number %(number)s: the legal time limit has passed without a decision."),
        "ticket_requested": _("“%(item)s”, number %(number)s: a clerk asks for something outside the guide."),
        "licence_act": _(
            "Your certificate for “%(item)s”: %(act)s. The letter says from when and why, and what you can do."
        ),
    }


def of_running_cases() -> dict[str, str]:
    """What people are told of each other's work on a running case, and the applicant of a route that rests."""
    return {
        "sent_back": _(
            "“%(item)s”, number %(number)s, was sent back; a step that you worked on is open again, or yours has gone."
        ),
        "taken_back": _(
            "“%(item)s”, number %(number)s: the earlier step was taken back, and your task has gone for now."
        ),
        "jumped": _("“%(item)s”, number %(number)s, was moved to another step by order, and your task has gone."),
        "task_transferred": _("“%(item)s”, number %(number)s: a task was transferred to you."),
        "task_delegated": _("“%(item)s”, number %(number)s: please prepare a task for a colleague."),
        "task_given_back": _("“%(item)s”, number %(number)s: a delegated task went back to its owner."),
        "signer_added": _("“%(item)s”, number %(number)s: please sign at a step."),
        "signer_removed": _("“%(item)s”, number %(number)s: your signature is no longer asked for."),
        "signed_agree": _("“%(item)s”, number %(number)s: a colleague has signed."),
        "signed_disagree": _("“%(item)s”, number %(number)s: a colleague objects; please read why."),
        "task_suspended": _("“%(item)s”, number %(number)s: the route holds still; the time limits of the law run on."),
        "suspended": _("The work on “%(item)s”, number %(number)s, rests for now. The time limits run on."),
        "task_resumed": _("“%(item)s”, number %(number)s: the route goes on."),
        "resumed": _("The work on “%(item)s”, number %(number)s, goes on."),
        "reminded": _("“%(item)s”, number %(number)s: you are reminded of a task."),
        "supervised": _("“%(item)s”, number %(number)s: the supervising body asks for an answer."),
        "supervision_answered": _("“%(item)s”, number %(number)s: the department has answered your order."),
    }
