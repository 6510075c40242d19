"""The life of a licence follows 行政许可法, move by move."""

import pytest

from workflows.law.life import IllegalMove, move, verbs


def walk(*history: str) -> str:
    """The state after these verbs, from the draft on."""
    state = "draft"
    for verb in history:
        state = move("permit", state, verb)
    return state


@pytest.mark.parametrize(
    ("history", "state"),
    [
        (("submit", "accept", "grant", "issue", "deliver"), "finished"),
        (("submit", "accept", "refuse", "deliver"), "finished"),
        (("submit", "ask_correction", "resubmit", "accept"), "accepted"),
        (("submit", "deem_accepted", "grant"), "granted"),
        (("submit", "not_accept"), "not_accepted"),
        (("submit", "ask_correction", "lapse"), "lapsed"),
        (("submit", "accept", "withdraw"), "withdrawn"),
        (("submit", "ask_correction", "terminate"), "terminated"),
        (("submit", "accept", "claim", "give_opinion", "record_visit"), "accepted"),
        (("discard",), "discarded"),
    ],
)
def test_a_lawful_history_ends_where_the_law_says(history, state):
    assert walk(*history) == state


@pytest.mark.parametrize("late", ["withdraw", "terminate", "refuse", "grant", "ask_correction", "accept"])
def test_after_the_grant_nothing_of_the_examination_can_be_done(late):
    with pytest.raises(IllegalMove):
        walk("submit", "accept", "grant", late)


@pytest.mark.parametrize("back", ["ask_correction", "not_accept", "resubmit", "deem_accepted"])
def test_what_is_accepted_is_not_sent_back_before_acceptance(back):
    with pytest.raises(IllegalMove):
        walk("submit", "accept", back)


def test_a_refused_case_gets_no_certificate():
    assert verbs("permit", "refused") == ("deliver",)


def test_a_draft_can_only_be_handed_in_or_thrown_away():
    assert verbs("permit", "draft") == ("discard", "submit")
