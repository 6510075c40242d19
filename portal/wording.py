"""Sentences for the codes with which commands refuse; a page never shows a code."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ocr.api import materials
from workflows.api import Label, field_kinds

Sentences = Mapping[str, Promise | str]

PROBLEMS: Sentences = {
    "required": gettext_lazy("Please fill this in."),
    "paper_missing": gettext_lazy("Please upload this paper."),
    "not_decimal": gettext_lazy("Enter a number, such as 12.5."),
    "not_integer": gettext_lazy("Enter a whole number, such as 12."),
    "not_boolean": gettext_lazy("Choose yes or no."),
    "not_text": gettext_lazy("Enter text."),
    "control_character": gettext_lazy("The text holds a character that cannot be printed. Type it again."),
    "date": gettext_lazy("Enter a date, such as 2026-11-22."),
    "format": gettext_lazy("This does not have the right form. Compare it with the paper."),
    "area": gettext_lazy("The first two digits name no place. Compare the number with the paper."),
    "future_date": gettext_lazy("This day has not come yet."),
    "date_order": gettext_lazy("The second day lies before the first."),
    "not_an_option": gettext_lazy("Choose one of the options."),
    "too_few": gettext_lazy("Choose at least %(limit)s."),
    "too_many": gettext_lazy("Choose at most %(limit)s."),
    "too_small": gettext_lazy("Enter %(limit)s or more."),
    "too_large": gettext_lazy("Enter %(limit)s or less."),
    "too_long": gettext_lazy("Use %(limit)s characters or fewer."),
    "length": gettext_lazy("The number of characters is wrong. Compare it with the paper."),
    "alphabet": gettext_lazy("It holds a character that cannot stand there. Compare it with the paper."),
    "checksum": gettext_lazy("One character of this number is wrong: its check digit does not fit."),
    "mobile": gettext_lazy("Enter a mobile number of eleven digits, such as 138 0013 8000."),
    "money": gettext_lazy("Enter an amount in yuan, such as 1200.50."),
    "name": gettext_lazy("Enter the name as on the ID card."),
    "period": gettext_lazy("Enter a period, such as 2026-01-01 to 2026-12-31."),
    "near": gettext_lazy("This person is near to the applicant. Choose somebody else."),
    "recused": gettext_lazy("This person stood back from the case. Choose somebody else."),
    "unreadable_line": gettext_lazy("This line cannot be read: %(line)s"),
    "statutory_day_missing": gettext_lazy("%(on)s is off by law and is missing."),
    "other_year": gettext_lazy("%(on)s lies in another year."),
    "twice": gettext_lazy("%(on)s stands there twice."),
    "worked_anyway": gettext_lazy("%(on)s is worked anyway."),
    "past_date": gettext_lazy("This day has passed. Enter a later one."),
    "why_required": gettext_lazy("Say what is wrong; the applicant will read it."),
    "not_in_guide": gettext_lazy("The guide does not ask for this (Administrative Licensing Law, Article 31)."),
    "unknown_outcome": gettext_lazy("Choose one of the options."),
    "two_staff": gettext_lazy(
        "A site visit needs at least %(least)s officers of this body (Administrative Licensing Law, Article 34)."
    ),
    "too_many_papers": gettext_lazy("At most %(most)s files; remove one first."),
    "too_many_papers_today": gettext_lazy(
        "You have sent %(most)s files within a day. Go on tomorrow, or come to the counter."
    ),
    "nothing_needed": gettext_lazy("By your answers, none of these services is needed."),
    "too_many_moments": gettext_lazy("At most %(most)s moments."),
    "in_the_past": gettext_lazy("Choose a moment that lies ahead."),
    "no_moment": gettext_lazy("Write day and time like 2026-09-10 14:30."),
    "not_offered": gettext_lazy("This date no longer suits everybody. Choose another one."),
    "duplicate": gettext_lazy("A case about the same matter is open already%(which)s. Two are never run side by side."),
    "unknown_step": gettext_lazy("Choose one of the options."),
    "not_reachable": gettext_lazy("The case cannot go to this step from here. Choose another one."),
    "not_a_colleague": gettext_lazy("Choose a colleague who serves in this department."),
    "not_in_role": gettext_lazy("At a vote only somebody with the same post can be added."),
    "yourself": gettext_lazy("Choose somebody else than yourself."),
    "own_case": gettext_lazy("It is this person’s own matter. Choose somebody else."),
    "reviewed_it": gettext_lazy("This person had a part in what is to be judged here. Choose somebody else."),
    "unknown_slot": gettext_lazy("The guide does not ask for this paper."),
    "unknown_field": gettext_lazy("The form does not ask for this."),
}
REJECTED: Sentences = {
    "empty": gettext_lazy("The file is empty. Choose it again, or take a new photo."),
    "too_large": gettext_lazy("The file is too large. Take a smaller photo, or scan with a lower resolution."),
    "mislabelled": gettext_lazy("The file is not what its name says. Upload a JPEG, PNG or PDF file."),
    "unsupported": gettext_lazy("This kind of file cannot be read. Upload a JPEG, PNG or PDF file."),
    "active_content": gettext_lazy("The file holds a program. Upload a photo, or a PDF without scripts."),
    "encrypted": gettext_lazy("The file is locked with a password. Save a copy without one and upload that."),
    "not_readable": gettext_lazy("The file cannot be opened. Take a new photo or scan, and upload that."),
    "too_many_pages": gettext_lazy("The file has too many pages. Upload only the pages that are asked for."),
    "too_many_pixels": gettext_lazy("The picture is too large. Take it with fewer megapixels."),
    "page_too_big": gettext_lazy("A page of the file is too large. Save it as A4 and upload that."),
    "too_small": gettext_lazy("The picture is too small to be read. Take it from nearer."),
    "too_costly": gettext_lazy("The file takes too much work to open. Take a photo of the paper instead."),
}
REMARKS: Sentences = {
    "wrong_paper": gettext_lazy("This looks like: %(found)s. What belongs here is: %(expected)s."),
    "not_recognised": gettext_lazy("We could not tell which paper this is. You may go on; please type what it says."),
    "nothing_found": gettext_lazy("We found nothing to fill in. You may go on; please type what it says."),
    "could_not_be_read": gettext_lazy("The reading did not work. Your paper is kept; please type what it says."),
    "text_layer_differs": gettext_lazy("The hidden text of this PDF says something else than the page shows."),
    "blurred": gettext_lazy("The picture is blurred. A sharper one lets us read more."),
    "glare": gettext_lazy("Light is reflected on the paper. Take it from another side."),
    "no_text": gettext_lazy("No writing can be seen in the picture."),
    "cut_off": gettext_lazy("An edge of the paper is cut off. Take the whole paper."),
    "too_small": gettext_lazy("The writing is very small in the picture. Take it from nearer."),
    "expired": gettext_lazy("This paper has expired."),
    "same_paper": gettext_lazy("This paper has been uploaded already."),
}
SOURCES: Sentences = {
    "typed": gettext_lazy("What you typed"),
    "paper": gettext_lazy("Another paper"),
    "account": gettext_lazy("Your account"),
    "licence": gettext_lazy("A licence you hold"),
    "sibling": gettext_lazy("Another part of the bundle"),
    "body": gettext_lazy("The body that decided"),
    "register": gettext_lazy("The register"),
    "case": gettext_lazy("An earlier case"),
}
FORBIDDEN: Sentences = {
    "not_signed_in": gettext_lazy("Sign in first."),
    "wrong_role": gettext_lazy("Your post does not include this step."),
    "own_case": gettext_lazy("You may not decide a matter of your own."),
    "reviewed_it": gettext_lazy("Who reviewed a case does not decide it: somebody else in your department must."),
    "no_appointment": gettext_lazy("You hold no post in a department at the moment."),
    "no_applicant": gettext_lazy(
        "Your account is not linked to the register of persons yet. Come to any service hall with your ID card; "
        "the counter files for you at once."
    ),
    "identity_level": gettext_lazy(
        "This service needs a confirmed identity. Come to any service hall with your ID card; "
        "the counter files for you at once."
    ),
    "channel": gettext_lazy("This service is not offered by this entry."),
    "corrected_once": gettext_lazy("A correction has been asked for once; the law allows no second one."),
    "recused": gettext_lazy("You have stood back from this case."),
    "near": gettext_lazy("You have declared the applicant as near to you: somebody else must do this."),
    "own_ticket": gettext_lazy("Another person must answer your ticket."),
    "must_accept": gettext_lazy(
        "Everything that was asked for has been handed in: the law leaves nothing but to accept"
        " (Administrative Licensing Law, Article 32)."
    ),
    "not_started": gettext_lazy("The legal time limit has not begun, or is over."),
    "not_extendable": gettext_lazy("The law of this limit knows no extension."),
    "extended_already": gettext_lazy("The limit has been extended once; the law allows no second time."),
    "too_late": gettext_lazy("The limit has passed; it cannot be extended any more."),
    "stops_nothing": gettext_lazy(
        "This does not stop the clock: the law of the limit does not name it"
        " (Administrative Licensing Law, Article 45)."
    ),
    "concerns_no_clock": gettext_lazy("No running time limit is concerned by this."),
    "reaches_back": gettext_lazy("This act holds from today on; only a revocation reaches back."),
    "needs_person": gettext_lazy("Only a person may do this."),
    "not_asked": gettext_lazy("Only what the correction notice names can be changed; the rest stays as handed in."),
    "reconsideration_too_late": gettext_lazy("The time for applying for reconsideration has passed."),
    "not_offered": gettext_lazy("This step does not offer that."),
    "nowhere_back": gettext_lazy("There is no earlier step to which it could go."),
    "nowhere_else": gettext_lazy("There is no other step at which it could go on."),
    "across_accepted": gettext_lazy("An acceptance is not undone, nor passed over."),
    "across_decided": gettext_lazy("A decision is not undone, nor passed over."),
    "nothing_to_take_back": gettext_lazy("There is nothing to take back."),
    "not_yours": gettext_lazy("Only the person whose task it is may do this."),
    "legal_act": gettext_lazy("What has taken effect by law is not taken back."),
    "no_colleague": gettext_lazy("No colleague is there who may take it."),
    "not_delegated": gettext_lazy("The task is not delegated."),
    "nobody_to_remove": gettext_lazy("Nobody is left who was asked and has not signed."),
    "not_suspended": gettext_lazy("The route does not hold still."),
    "nothing_to_answer": gettext_lazy("No order waits for an answer."),
    "other_kind": gettext_lazy("This step ends in another way."),
}
CONFLICTS: Sentences = {
    "difference_answered": gettext_lazy("The question has been answered."),
    "task_claimed": gettext_lazy("The task has been taken over."),
    "task_done": gettext_lazy("The task has been completed."),
    "task_cancelled": gettext_lazy("The task is no longer needed."),
    "decided": gettext_lazy("The case has been decided."),
    "state_received": gettext_lazy("The case has been handed in already."),
    "state_correction_due": gettext_lazy("The applicant has been asked to correct something."),
    "state_accepted": gettext_lazy("The case has been accepted."),
    "state_granted": gettext_lazy("The case has been decided."),
    "state_refused": gettext_lazy("The case has been decided."),
    "state_issued": gettext_lazy("The certificate has been issued."),
    "state_finished": gettext_lazy("The case is finished."),
    "state_withdrawn": gettext_lazy("The case has been withdrawn."),
    "state_discarded": gettext_lazy("The draft has been thrown away."),
    "state_draft": gettext_lazy("The case has not been handed in yet."),
    "clock_stands": gettext_lazy("The clock stands still for this procedure already."),
    "clock_runs": gettext_lazy("The clock does not stand still for this procedure."),
    "ticket_waits": gettext_lazy("A ticket of this kind waits for its answer already."),
    "ticket_answered": gettext_lazy("The ticket has been answered."),
    "act_pending": gettext_lazy("An act on this certificate waits for its letter; try again in a minute."),
    "licence_suspended": gettext_lazy("The certificate is suspended on that day."),
    "licence_expired": gettext_lazy("The certificate has expired on that day."),
    "licence_not_yet_valid": gettext_lazy("The certificate does not hold yet on that day."),
    "licence_changed": gettext_lazy("Another certificate has taken its place."),
    "licence_recalled": gettext_lazy("The certificate has been recalled."),
    "licence_revoked": gettext_lazy("The certificate has been revoked."),
    "licence_stripped": gettext_lazy("The certificate has been stripped."),
    "licence_cancelled": gettext_lazy("The certificate is off the register."),
    "licence_valid": gettext_lazy("The certificate is in force."),
    "reopened": gettext_lazy("The matter is being done again already."),
    "state_not_accepted": gettext_lazy("The application was not accepted."),
    "state_lapsed": gettext_lazy("The application has lapsed."),
    "state_terminated": gettext_lazy("The case was ended without a decision."),
    "reconsideration_requested": gettext_lazy("Reconsideration has been applied for already; once is enough."),
    "key_used": gettext_lazy("This page was sent before. Open it again."),
    "incident_settled": gettext_lazy("This incident was settled already."),
    "suspended": gettext_lazy("The route of this case holds still."),
    "task_held": gettext_lazy("The step is finished and waits for signatures."),
    "task_waiting": gettext_lazy("The step is to be finished before it is signed."),
    "task_delegated": gettext_lazy("The task is delegated. Whoever prepares it gives it back first."),
    "signs_first": gettext_lazy("A colleague is to sign before this step is finished."),
    "moved_on": gettext_lazy("Somebody has gone on with what follows."),
    "asked_to_sign": gettext_lazy("This colleague has been asked to sign already."),
    "reminded": gettext_lazy("A reminder was sent a short time ago."),
    "supervised": gettext_lazy("An answer has been asked for already."),
    "changed": gettext_lazy("The case was changed while your page was open."),
}
PARTS: Sentences = {
    "database": gettext_lazy("the database"),
    "broker": gettext_lazy("the queue that starts background work"),
    "chain": gettext_lazy("the chain on which records are anchored"),
    "ocr": gettext_lazy("the reading of papers"),
    "route": gettext_lazy("the route of this case, which has come to a place where it cannot go on"),
}


def _sentence(table: Sentences, code: str, params: Mapping[str, Any], fallback: str) -> str:
    text = str(table[code]) if code in table else fallback
    try:
        return text % params if "%(" in text else text
    except KeyError:
        return fallback


def problem(code: str, params: Mapping[str, Any]) -> str:
    """What is wrong with one value, and what to do; an item's own rule brings its own sentence."""
    if code == "rule" and params:
        return str(params["en" if (get_language() or "").startswith("en") else "zh"])
    if code == "duplicate":
        number = params.get("number", "")
        params = {"which": _(", number %(number)s") % {"number": number} if number else ""}
    if code == "cell":
        return _cell(params)
    said = kind_messages().get(code)
    if code not in PROBLEMS and said is not None:
        return said.text(get_language() or "zh-hans") % params
    return _sentence(PROBLEMS, code, params, _("This is not right. Please check it."))


@cache
def kind_messages() -> Mapping[str, Label]:
    """What the kinds of field say of their own problems, by code."""
    return {code: said for kind in field_kinds().values() for code, said in kind.messages.items()}


def _cell(params: Mapping[str, Any]) -> str:
    """What is wrong in one cell of a table; the column is named by its code where its label is not known here."""
    about = {**params, "told": problem(str(params.get("told", "")), params)}
    return _("Row %(row)s, %(column)s: %(told)s") % {"column": "", "row": "", **about}


def rejected(code: str, params: Mapping[str, Any]) -> str:
    """Why a file is not taken, and what to do."""
    return _sentence(REJECTED, code, params, _("The file cannot be used. Upload a JPEG, PNG or PDF file."))


def remark(code: str, params: Mapping[str, Any]) -> str:
    """What is to be said about a paper that was read; kinds of paper are named."""
    named = {key: material(str(value)) if key in ("found", "expected") else value for key, value in params.items()}
    return _sentence(REMARKS, code, named, _("Please compare the values with the paper."))


def material(code: str) -> str:
    """What a type of paper is called; empty for one that was not recognised."""
    found = materials().get(code)
    if found is None:
        return ""
    return found.label.en if (get_language() or "").startswith("en") else found.label.zh


def source(code: str) -> str:
    """Where a value came from."""
    return _sentence(SOURCES, code, {}, _("Another source"))


def forbidden(code: str, params: Mapping[str, Any]) -> str:
    """Why an actor may not do something."""
    return _sentence(FORBIDDEN, code, params, _("Your account does not have the right to do this."))


def conflict(what: str) -> str:
    """What somebody else did first."""
    return _sentence(CONFLICTS, what, {}, _("Somebody else changed this before you."))


def part(what: str) -> str:
    """The name of a part that does not answer."""
    return _sentence(PARTS, what, {}, _("a part of the portal"))
