"""How a case stands, in plain words: states, events, clocks and documents as people say them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.bundling import BUNDLE_STATES
from portal.other_states import OTHER_EVENTS, OTHER_STATES, OTHER_VERBS
from workflows.api import CaseView, IncidentView

STATES = {
    "draft": (gettext_lazy("Draft"), "grey", gettext_lazy("Nothing has been handed in yet.")),
    "received": (
        gettext_lazy("Received"),
        "teal",
        gettext_lazy("The front desk checks whether everything is there."),
    ),
    "correction_due": (
        gettext_lazy("Please correct"),
        "orange",
        gettext_lazy("The front desk asks you to correct something. Every point is listed."),
    ),
    "accepted": (
        gettext_lazy("Accepted"),
        "blue",
        gettext_lazy("The departments work on your case, side by side."),
    ),
    "granted": (gettext_lazy("Granted"), "green", gettext_lazy("Your certificate is being made.")),
    "refused": (
        gettext_lazy("Refused"),
        "red",
        gettext_lazy("The decision letter names the reasons, the law and your rights."),
    ),
    "issued": (gettext_lazy("Certificate ready"), "green", gettext_lazy("Your certificate is ready.")),
    "finished": (gettext_lazy("Finished"), "green", gettext_lazy("The result has been delivered to this page.")),
    "withdrawn": (gettext_lazy("Withdrawn"), "grey", gettext_lazy("You have withdrawn this application.")),
    "not_accepted": (
        gettext_lazy("Not accepted"),
        "red",
        gettext_lazy("The letter names the reasons, the law and your rights."),
    ),
    "lapsed": (gettext_lazy("Lapsed"), "grey", gettext_lazy("The time for your answer has passed.")),
    **OTHER_STATES,
    "terminated": (gettext_lazy("Terminated"), "grey", gettext_lazy("The case was ended without a decision.")),
} | BUNDLE_STATES
EVENTS = {
    **OTHER_EVENTS,
    "submit": gettext_lazy("You handed in your application"),
    "resubmit": gettext_lazy("You answered the correction notice"),
    "accept": gettext_lazy("Your application was accepted"),
    "deem_accepted": gettext_lazy("Your application counts as accepted: the body did not answer in time"),
    "ask_correction": gettext_lazy("You were asked to correct something"),
    "not_accept": gettext_lazy("Your application was not accepted"),
    "give_opinion": gettext_lazy("A department has given its opinion"),
    "record_visit": gettext_lazy("The site visit is done"),
    "issue": gettext_lazy("Your certificate was made"),
    "deliver": gettext_lazy("The result was delivered to your page"),
    "withdraw": gettext_lazy("You withdrew your application"),
    "suspend": gettext_lazy("The work on your case rests; the time limits run on"),
    "resume": gettext_lazy("The work on your case goes on"),
    "remind": gettext_lazy("The departments were reminded"),
    "supervise": gettext_lazy("The supervising body asked the department for an answer"),
    "answer_supervision": gettext_lazy("The department answered the supervising body"),
    "request_reconsideration": gettext_lazy("You applied for reconsideration"),
    "extend": gettext_lazy("The time limit was extended"),
    "stop_clock": gettext_lazy("The time limit stands still for a procedure that the law names"),
    "resume_clock": gettext_lazy("The time limit runs again"),
    "lapse": gettext_lazy("Your application lapsed: no answer came in time"),
    "terminate": gettext_lazy("The case was ended"),
    "reopen": gettext_lazy("The matter is done again as a new case"),
    "escalate": gettext_lazy("The legal time limit passed: the head and a supervisor were told"),
    "change_licence": gettext_lazy("The change of your certificate was decided"),
    "renew_licence": gettext_lazy("The renewal of your certificate was decided"),
    "correct_licence": gettext_lazy("The correction of your certificate was decided"),
    "suspend_licence": gettext_lazy("The suspension of your certificate was decided"),
    "resume_licence": gettext_lazy("It was decided that your certificate holds again"),
    "recall_licence": gettext_lazy("The recall of your certificate was decided"),
    "revoke_licence": gettext_lazy("The revocation of your certificate was decided"),
    "strip_licence": gettext_lazy("It was decided to strip you of your certificate"),
    "cancel_licence": gettext_lazy("Your certificate is taken off the register"),
    "serve_licence_act": gettext_lazy("The letter about your certificate was delivered to your page"),
}
VERBS = {
    **OTHER_VERBS,
    "submit": gettext_lazy("Handed in"),
    "resubmit": gettext_lazy("Correction answered"),
    "accept": gettext_lazy("Accepted"),
    "deem_accepted": gettext_lazy("Deemed accepted"),
    "ask_correction": gettext_lazy("Correction asked for"),
    "not_accept": gettext_lazy("Not accepted"),
    "claim": gettext_lazy("Task claimed"),
    "unclaim": gettext_lazy("Task given back"),
    "give_opinion": gettext_lazy("Opinion given"),
    "record_visit": gettext_lazy("Site visit recorded"),
    "decide": gettext_lazy("Decided"),
    "issue": gettext_lazy("Certificate issued"),
    "deliver": gettext_lazy("Delivered"),
    "withdraw": gettext_lazy("Withdrawn by the applicant"),
    "request_reconsideration": gettext_lazy("Reconsideration applied for"),
    "extend": gettext_lazy("Time limit extended"),
    "stop_clock": gettext_lazy("Clock stopped"),
    "resume_clock": gettext_lazy("Clock resumed"),
    "lapse": gettext_lazy("Lapsed"),
    "terminate": gettext_lazy("Terminated"),
    "reopen": gettext_lazy("Done again as a new case"),
    "escalate": gettext_lazy("Legal limit passed: escalated"),
    "request_ticket": gettext_lazy("Governance ticket requested"),
    "answer_ticket": gettext_lazy("Governance ticket answered"),
    "recuse": gettext_lazy("Recused"),
    "change_licence": gettext_lazy("Certificate: change decided"),
    "renew_licence": gettext_lazy("Certificate: renewal decided"),
    "correct_licence": gettext_lazy("Certificate: correction decided"),
    "suspend_licence": gettext_lazy("Certificate: suspension decided"),
    "resume_licence": gettext_lazy("Certificate: suspension ended"),
    "recall_licence": gettext_lazy("Certificate: recall decided"),
    "revoke_licence": gettext_lazy("Certificate: revocation decided"),
    "strip_licence": gettext_lazy("Certificate: stripping decided"),
    "cancel_licence": gettext_lazy("Certificate: cancellation decided"),
    "serve_licence_act": gettext_lazy("Certificate: letter delivered"),
    "send_back": gettext_lazy("Sent back"),
    "take_back": gettext_lazy("Taken back"),
    "jump": gettext_lazy("Moved by order"),
    "transfer": gettext_lazy("Task transferred"),
    "delegate": gettext_lazy("Task delegated"),
    "give_back": gettext_lazy("Delegated task given back"),
    "add_signer": gettext_lazy("Signature asked for"),
    "remove_signer": gettext_lazy("Signature no longer asked for"),
    "sign": gettext_lazy("Signed"),
    "suspend": gettext_lazy("Route suspended"),
    "resume": gettext_lazy("Route resumed"),
    "remind": gettext_lazy("Reminded"),
    "supervise": gettext_lazy("Supervision ordered"),
    "answer_supervision": gettext_lazy("Supervision answered"),
    "fire_timer": gettext_lazy("A timer ran out"),
    "propose_visit": gettext_lazy("Dates for the site visit proposed"),
    "choose_visit": gettext_lazy("Date of the site visit chosen"),
    "advance_bundle": gettext_lazy("Bundle went on"),
    "answer_difference": gettext_lazy("Differing data looked into"),
    "fail_service": gettext_lazy("A step of the system was given up"),
    "grant_by_rule": gettext_lazy("Decided by rule, or left to a person"),
    "migrate": gettext_lazy("Carried to another version of the service item"),
    "retry": gettext_lazy("Tried again after an incident"),
}
CLOCKS = {
    "answer": gettext_lazy("Answer to your application by"),
    "correction": gettext_lazy("Please answer by"),
    "legal": gettext_lazy("Decision by law at the latest"),
    "promised": gettext_lazy("Decision as we promise"),
    "certificate": gettext_lazy("Certificate by"),
}
DOCUMENTS = {
    "receipt": gettext_lazy("Receipt"),
    "acceptance_notice": gettext_lazy("Notice of acceptance"),
    "correction_notice": gettext_lazy("Correction notice"),
    "non_acceptance": gettext_lazy("Notice of non-acceptance"),
    "decision_granted": gettext_lazy("Decision: granted"),
    "decision_refused": gettext_lazy("Decision: refused"),
    "certificate": gettext_lazy("Certificate"),
    "extension_notice": gettext_lazy("Notice of an extension"),
    "stop_notice": gettext_lazy("Notice that the clock stands still"),
    "resume_notice": gettext_lazy("Notice that the clock runs again"),
    "lapse_notice": gettext_lazy("Notice that the application counts as withdrawn"),
    "termination": gettext_lazy("Decision to end the case"),
    "reopening_notice": gettext_lazy("Notice that the case is done again"),
    "certificate_changed": gettext_lazy("Decision to change the certificate"),
    "certificate_renewed": gettext_lazy("Decision to renew the certificate"),
    "certificate_corrected": gettext_lazy("Notice of a corrected certificate"),
    "certificate_suspended": gettext_lazy("Decision to suspend the certificate"),
    "certificate_resumed": gettext_lazy("Notice that the certificate holds again"),
    "certificate_recalled": gettext_lazy("Decision to recall the certificate"),
    "certificate_revoked": gettext_lazy("Decision to revoke the certificate"),
    "certificate_stripped": gettext_lazy("Decision to strip the certificate"),
    "certificate_cancelled": gettext_lazy("Decision to cancel the certificate"),
}


def verb_name(verb: str) -> str:
    """What happened, as clerks read it."""
    return str(VERBS.get(verb, _("A step")))


def headline(state: str) -> dict[str, Any]:
    """The state with its colour and what it means for the applicant."""
    label, colour, text = STATES[state]
    return {"label": label, "colour": colour, "text": text}


def headline_of(view: CaseView) -> dict[str, Any]:
    """The headline of a case; a case that is finished also says how it ended."""
    if view.state == "finished" and view.decision:
        ended = view.decision.outcome
        label, colour, _text = STATES[ended]
        return {"label": label, "colour": colour, "text": STATES["finished"][2]}
    return headline(view.state)


def event_name(verb: str, params: Mapping[str, Any]) -> str:
    """What happened; empty for what does not concern the applicant, such as who claimed a task."""
    if verb == "grant_by_rule" and params.get("outcome") != "grant":
        return ""
    if verb in ("decide", "grant_by_rule"):
        granted = params.get("outcome") == "grant"
        return _("The decision: granted") if granted else _("The decision: refused")
    return str(EVENTS.get(verb, ""))


def clock_name(code: str) -> str:
    """What a deadline is for."""
    return str(CLOCKS.get(code, _("Time limit")))


def document_name(kind: str) -> str:
    """What a document is called."""
    return str(DOCUMENTS.get(kind, _("Document")))


def certificate_status(status: str) -> str:
    """What the register says of a certificate; the five ways of losing force are five legal acts."""
    names = {
        "valid": _("Valid"),
        "changed": _("Replaced by a changed certificate"),
        "renewed": _("Replaced by a renewed certificate"),
        "corrected": _("Replaced by a corrected certificate"),
        "suspended": _("Suspended"),
        "recalled": _("Recalled"),
        "revoked": _("Revoked"),
        "stripped": _("Stripped"),
        "cancelled": _("Cancelled"),
        "expired": _("Expired"),
        "not_yet_valid": _("Not yet valid"),
    }
    return names.get(status, _("Not in force"))


def record_state(colour: str) -> str:
    """How the record stands."""
    names = {
        "green": _("Everything is anchored in time"),
        "yellow": _("Anchoring is late; cases go on"),
        "red": _("Something is wrong with the record; see below"),
    }
    return names.get(colour, "")


def verdict(outcome: str) -> str:
    """What checking a proof said."""
    names = {
        "PROVEN": _("Proven"),
        "REFUTED": _("Refuted: the record was changed"),
        "CANNOT CHECK NOW": _("This cannot be checked at the moment"),
    }
    return names.get(outcome, "")


def alarm_name(kind: str) -> str:
    """What is wrong with the record."""
    names = {
        "waiting_changed": _("An entry was changed before it came under a head"),
        "case_differs": _("A case does not agree with its record"),
        "promise_broken": _("A receipt's promise was not kept: its entry is not anchored in time"),
        "entry_changed": _("An entry was changed in the database"),
        "tile_changed": _("A part of the tree was changed"),
        "tree_changed": _("The tree no longer has the root that was signed"),
        "head_key_changed": _("The key that signs the heads was changed"),
        "chain_ahead": _("The chain knows more than this database"),
        "chain_differs": _("The chain knows another history than this database"),
        "chain_foreign": _("Another chain answers at this address"),
        "contract_absent": _("The contract is not on the chain"),
        "contract_other": _("Another contract stands at this address"),
        "witness_ahead": _("A witness has seen more than this database holds"),
        "witness_differs": _("A witness has seen another history than this database"),
    }
    return names.get(kind, _("Something is wrong with the record"))


INCIDENTS = {
    "no_way_out": gettext_lazy("No condition behind this step holds"),
    "expression": gettext_lazy("An expression could not be worked out"),
    "not_boolean": gettext_lazy("A condition gave something that is neither true nor false"),
    "endless": gettext_lazy("The route runs in a circle"),
    "too_many": gettext_lazy("Too many branches are open"),
    "stuck": gettext_lazy("The route waits for something that can never come"),
    "decision": gettext_lazy("A decision table could not be worked out, or contradicts itself"),
    "timer_rule": gettext_lazy("A timer's rule gives no moment"),
    "instances": gettext_lazy("The steps to be done many times could not be counted"),
    "collection": gettext_lazy("The steps to be done many times could not be counted"),
    "cardinality": gettext_lazy("The steps to be done many times could not be counted"),
    "variable": gettext_lazy("A step gave a value that cannot be kept"),
    "uncaught_error": gettext_lazy("The route threw an error that nothing catches"),
    "worker_lost": gettext_lazy("No worker lived to finish this job"),
}


def incident_reason(found: IncidentView) -> str:
    """Why a case stands, in words; what a job stumbled over stays a name for those who look after it."""
    if found.code in INCIDENTS:
        return str(INCIDENTS[found.code])
    return _("A job was given up after all its attempts (%(why)s)") % {"why": found.code}
