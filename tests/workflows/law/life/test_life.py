"""Every kind of matter moves only as its table says, and never back across what was decided."""

import pytest

from workflows.law.life import IllegalMove, Life, lives, move, table, verbs

KINDS = sorted(lives())


def reachable(life: Life, state: str) -> set[str]:
    """The states that some history leads to from `state`, itself only if it can be come back to."""
    found: set[str] = set()
    waiting = [state]
    while waiting:
        at = waiting.pop()
        news = {life.move(at, verb) for verb in life.verbs(at)} - found
        found |= news
        waiting += news
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_can_be_reached_from_the_first(kind):
    life = lives()[kind]
    assert reachable(life, life.begins) | {life.begins} == life.states


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_has_a_way_to_an_end(kind):
    life = lives()[kind]
    assert life.final
    for state in life.states - life.final:
        assert reachable(life, state) & life.final, state


@pytest.mark.parametrize("kind", KINDS)
def test_no_move_leads_back_across_a_decision(kind):
    life = lives()[kind]
    for state in life.decided:
        assert reachable(life, state) <= life.decided, state


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_in_the_table_is_refused_with_what_is(kind):
    life = lives()[kind]
    known = {verb for _, verb in life.moves}
    for state in life.states:
        for verb in known - set(life.verbs(state)):
            with pytest.raises(IllegalMove) as refused:
                move(kind, state, verb)
            assert refused.value.allowed == life.verbs(state)


def test_an_unknown_kind_is_an_error_not_an_empty_answer():
    with pytest.raises(KeyError):
        verbs("no_such_kind", "draft")


def test_an_unknown_state_allows_nothing():
    assert verbs("permit", "nowhere") == ()
    with pytest.raises(IllegalMove):
        move("permit", "nowhere", "submit")


def test_a_table_that_writes_one_move_twice_is_refused():
    with pytest.raises(ValueError, match="written twice"):
        table("a", {"a -go": "b", "a|b -go": "a"})


def test_a_table_with_a_state_nothing_leads_to_is_refused():
    with pytest.raises(ValueError, match="lost"):
        table("a", {"a -go": "b", "lost -go": "b"})
