"""Legal states and moves of each kind of matter, one table a kind; never who may move or why."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from workflows.registry import discover


class IllegalMove(Exception):
    """The law does not know this move; `allowed` are the verbs that the state has, in order."""

    def __init__(self, state: str, verb: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"{verb!r} from {state!r}; allowed: {', '.join(allowed) or 'nothing'}")
        self.state, self.verb, self.allowed = state, verb, allowed


@dataclass(frozen=True)
class Life:
    """The table of one kind of matter: (state, verb) to the state that the verb leads to."""

    code: str
    begins: str
    moves: Mapping[tuple[str, str], str]
    decided: frozenset[str]
    """States in which the body has spoken: no move leads from here to a state before."""

    @property
    def states(self) -> frozenset[str]:
        """Every state that the table names."""
        return frozenset({self.begins, *self.moves.values(), *(state for state, _ in self.moves)})

    @property
    def final(self) -> frozenset[str]:
        """States that nothing leaves: what comes later is a new, linked case."""
        return self.states - {state for state, _ in self.moves}

    def verbs(self, state: str) -> tuple[str, ...]:
        """What may be done in `state`, in alphabetical order; empty when the state is final or unknown."""
        return tuple(sorted(verb for at, verb in self.moves if at == state))

    def move(self, state: str, verb: str) -> str:
        """The state after `verb`. Raises IllegalMove."""
        if (to := self.moves.get((state, verb))) is None:
            raise IllegalMove(state, verb, self.verbs(state))
        return to


def table(begins: str, moves: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Spell out `{"received|accepted -withdraw": "withdrawn"}` into a table of single moves.

    Raises ValueError when one move is written twice or no way leads to a state.
    """
    # Lines like "received -accept" read as the state chart of the law does.
    spelled: dict[tuple[str, str], str] = {}
    for line, to in moves.items():
        states, _, verb = line.partition(" -")
        for state in states.split("|"):
            if (state, verb) in spelled:
                raise ValueError(f"{state} -{verb} is written twice")
            spelled[state, verb] = to
    if lost := {state for state, _ in spelled} - {begins, *spelled.values()}:
        raise ValueError(f"nothing leads to {sorted(lost)}")
    return spelled


@cache
def lives() -> dict[str, Life]:
    """The kinds of matter by code, each a module of this folder."""
    return discover(sys.modules[__name__])


def move(kind: str, state: str, verb: str) -> str:
    """The state after `verb` in a matter of `kind`. Raises IllegalMove, and KeyError for an unknown kind."""
    return lives()[kind].move(state, verb)


def verbs(kind: str, state: str) -> tuple[str, ...]:
    """What the law lets happen in `state` of a matter of `kind`."""
    return lives()[kind].verbs(state)
