"""What each action on a running case is called, what it does, and what its form asks."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal import stages


@dataclass(frozen=True)
class Words:
    """The words of one action."""

    title: str
    hint: str
    button: str
    done: str
    is_grave: bool = False


def words(code: str) -> Words:
    """The words of an action; one without words of its own is called as the history calls it."""
    known = {**_on_hands(), **_on_route(), **_on_oversight()}
    if code not in known:
        name = stages.verb_name(code)
        return Words(name, "", name, _("Done."))
    return known[code]


def _on_hands() -> dict[str, Words]:
    return {
        "transfer": Words(
            _("Transfer this task"),
            _("The colleague has it from now on. Who may not work on this case is not listed."),
            _("Transfer"),
            _("The task was transferred; the colleague has been told."),
        ),
        "delegate": Words(
            _("Delegate this task"),
            _("The colleague prepares it and gives it back with a proposal. You stay responsible and finish it."),
            _("Delegate"),
            _("The task was delegated; the colleague has been told."),
        ),
        "give_back": Words(
            _("Give the delegated task back"),
            _("It returns to its owner, who confirms the proposal or decides otherwise."),
            _("Give it back to its owner"),
            _("The task is with its owner again."),
        ),
        "add_signer": Words(
            _("Ask a colleague to sign"),
            _("The colleague agrees, or objects with reasons; an objection brings the step back to you."),
            _("Ask for a signature"),
            _("The colleague has been asked to sign."),
        ),
        "remove_signer": Words(
            _("No longer ask for a signature"),
            _("Only whoever has not signed yet can be left out; what was signed stays."),
            _("Leave a signer out"),
            _("The signature is no longer asked for."),
        ),
    }


def _on_route() -> dict[str, Words]:
    return {
        "send_back": Words(
            _("Send back to an earlier step"),
            _("That step is done again. Work beside it goes on, what was handed in stays, and time limits run on."),
            _("Send back"),
            _("The case was sent back; who did that step has been told."),
            is_grave=True,
        ),
        "take_back": Words(
            _("Take your last action back"),
            _("Your task is open again, as it was. This can be done while nobody has gone on with what follows."),
            _("Take it back"),
            _("Your task is open again."),
        ),
        "jump": Words(
            _("Move the case to another step"),
            _("An order outside the drawn route. It is never possible past an acceptance or a decision."),
            _("Move to another step"),
            _("The case goes on at the step that you chose."),
            is_grave=True,
        ),
        "suspend": Words(
            _("Suspend this case"),
            _("Nobody can finish anything and timers wait. The time limits of the law run on. The applicant is told."),
            _("Suspend"),
            _("The route holds still."),
            is_grave=True,
        ),
        "resume": Words(
            _("Resume this case"),
            _("The departments can go on, and timers that ran out meanwhile fire."),
            _("Resume"),
            _("The route goes on."),
        ),
    }


def _on_oversight() -> dict[str, Words]:
    return {
        "remind": Words(
            _("Remind the departments"),
            _("Whoever has an open step of this case is told at once."),
            _("Remind"),
            _("The departments have been reminded."),
        ),
        "supervise": Words(
            _("Ask for an answer"),
            _("The order stands on the desk of the department until it is answered."),
            _("Order supervision"),
            _("The order stands on the desk of the department."),
        ),
        "answer_supervision": Words(
            _("Answer the supervising body"),
            _("Say how the step stands and what you do about it."),
            _("Answer the order"),
            _("The supervising body has your answer."),
        ),
    }


def field_words(code: str, name: str) -> tuple[str, str]:
    """Label and hint of a field."""
    stays = _("It stands in the history for the staff; the public record does not hold it.")
    optional = _("Optional.")
    known = {
        "element": (_("Which step?"), ""),
        "reason": (_("Reason"), stays if code in ("send_back", "jump", "suspend") else f"{optional} {stays}"),
        "to": (_("To whom?"), ""),
        "who": (_("Who?"), ""),
        "place": (_("When?"), ""),
        "signature": (_("Whose signature?"), ""),
        "outcome": (_("Proposed outcome"), ""),
        "opinion": (_("Proposed opinion"), _("Needed where you object.")),
        "due_on": (_("Answer by"), _("Such as 2026-12-01.")),
        "demand": (_("What is to be answered?"), ""),
        "answer": (_("Answer"), ""),
    }
    return known.get(name, (name, ""))
