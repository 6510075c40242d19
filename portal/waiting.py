"""What is waiting because a part of the portal does not answer: said in words, while everything else goes on."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import api as ledger
from workflows.api import CaseView, waiting_since

PATIENCE = timedelta(seconds=45)
"""Longer than the sweep needs to ring again: before that, waiting is the normal course."""


def waiting_for(view: CaseView | None = None) -> list[str]:
    """One sentence for each part that lets something wait; empty in the normal course."""
    return [*record_waits(), *papers_wait(view), *work_waits()]


def record_waits() -> list[str]:
    """The chain does not answer, or anchoring is late."""
    state = ledger.state()
    is_silent = any(chain.status == "waiting" for chain in state.chains)
    if not state.unanchored or not (is_silent or state.lamp != "green"):
        return []
    told = ngettext(
        "The chain does not answer: %(count)d entry of the record waits to be anchored. Cases go on;"
        " proofs can be had later.",
        "The chain does not answer: %(count)d entries of the record wait to be anchored. Cases go on;"
        " proofs can be had later.",
        state.unanchored,
    )
    return [told % {"count": state.unanchored}]


def papers_wait(view: CaseView | None) -> list[str]:
    """A paper of this case was stored a while ago, and nobody reads it."""
    late = timezone.now() - PATIENCE
    papers = [paper for slot in view.slots for paper in slot.papers] if view else []
    if not any(paper.stage == "stored" and paper.added_at < late for paper in papers):
        return []
    return [_("The reading of papers is waiting. Your papers are kept; you may go on and type what they say.")]


def work_waits() -> list[str]:
    """Jobs that were due a while ago are still there: the broker or the workers are down."""
    waits = waiting_since()
    if waits is None or waits > timezone.now() - PATIENCE:
        return []
    return [_("Background work is waiting: documents and messages come later. What you hand in is safe and counts.")]
