"""Benefits, work orders, bundles and licences move by their own law, not by that of permits."""

import pytest

from workflows.law.life import IllegalMove, lives, move, verbs


def walk(kind: str, *history: str) -> str:
    """The state after these verbs, from the first on."""
    state = lives()[kind].begins
    for verb in history:
        state = move(kind, state, verb)
    return state


@pytest.mark.parametrize(
    ("kind", "history", "state"),
    [
        ("benefit", "submit accept post_notice close_notice grant pay pay review_need end", "ended"),
        ("benefit", "submit accept post_notice hear_objection refuse deliver", "finished"),
        ("benefit", "submit ask_correction resubmit accept withdraw", "withdrawn"),
        ("work_order", "submit send take report_done call_back rate close", "closed"),
        ("work_order", "submit send give_back rule take report_done verify_failed report_done call_back", "answered"),
        ("work_order", "submit merge", "merged"),
        ("bundle", "submit finish_member finish_member finish_partly", "partly_granted"),
        ("bundle", "submit finish_granted", "all_granted"),
        ("licence", "change suspend resume renew_by_silence expire cancel", "cancelled"),
        ("licence", "revoke cancel", "cancelled"),
        ("licence", "expire revoke", "revoked"),
    ],
)
def test_a_lawful_history_ends_where_its_law_says(kind, history, state):
    assert walk(kind, *history.split()) == state


def test_a_benefit_is_not_granted_before_its_notice_has_ended():
    with pytest.raises(IllegalMove):
        walk("benefit", "submit", "accept", "grant")
    with pytest.raises(IllegalMove):
        walk("benefit", "submit", "accept", "post_notice", "grant")


def test_a_work_order_ruled_on_is_not_given_back_again():
    assert "give_back" not in verbs("work_order", "ruled")


def test_recall_revocation_stripping_and_cancellation_stay_four_different_acts():
    ends = {walk("licence", verb) for verb in ("recall", "revoke", "strip", "cancel")}
    assert ends == {"recalled", "revoked", "stripped", "cancelled"}


@pytest.mark.parametrize("act", ["renew", "renew_by_silence", "change", "resume", "suspend", "recall", "strip"])
def test_an_expired_licence_is_neither_renewed_nor_changed(act):
    with pytest.raises(IllegalMove):
        walk("licence", "expire", act)


def test_a_cancelled_licence_comes_back_by_no_act():
    assert verbs("licence", "cancelled") == ()


def test_a_benefit_is_not_accepted_by_silence():
    assert "deem_accepted" not in verbs("benefit", "received")
    assert "deem_accepted" in verbs("permit", "received")
