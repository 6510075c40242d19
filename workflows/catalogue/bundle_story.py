"""Runs the scenarios of a bundle: every member goes its own way, and what is born on one way reaches the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflows.catalogue import form, together
from workflows.catalogue.drive import NotAsTold, Run
from workflows.catalogue.item import Item, JointVisit
from workflows.catalogue.simulate import RECEIVED, happen, moment, typed
from workflows.engine import EngineError
from workflows.law.life import IllegalMove, lives

NUMBER = "certificate_number"


@dataclass
class Together:
    """A bundle while a scenario drives it."""

    item: Item
    values: Mapping[str, Any]
    at: datetime
    state: str = "draft"
    standing: dict[str, str] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)

    def begin(self) -> None:
        """Hand it in: members that wait for nothing begin."""
        wanted = together.needed(self.item, self.values, self.at)
        for one in self.item.members:
            self.standing[one.code] = together.WAITING if one.code in wanted else together.NOT_NEEDED
        self.move("submit")
        self.go_on()

    def move(self, verb: str) -> None:
        """Make a move in the life of a bundle. Raises NotAsTold."""
        try:
            self.state = lives()["bundle"].move(self.state, verb)
        except IllegalMove as illegal:
            raise NotAsTold(f"the bundle is {illegal.state}; nothing follows from it") from illegal

    def start(self, code: str) -> None:
        """A member begins with the answers of the bundle and what its needs gave. Raises NotAsTold."""
        member = self.item.member(code)
        values = together.values_for(member, self.values)
        for need in member.needs:
            if need.member in self.runs:
                there = self.runs[need.member].values
                values |= {
                    ours: f"{need.member}-1" if theirs == NUMBER else there.get(theirs)
                    for theirs, ours in need.gives.items()
                }
        if problems := form.problems(member.item, values, self.at):
            raise NotAsTold(f"{code} cannot begin: {', '.join(f'{one.field} {one.code}' for one in problems)}")
        self.runs[code] = Run(member.item, values, self.at)
        self.runs[code].begin()
        self.standing[code] = together.RUNNING

    def go_on(self) -> None:
        """What follows from how the members stand now."""
        for code, started in self.runs.items():
            self.standing[code] = stands(started)
        while lost := together.lost(self.item, self.standing):
            self.standing |= dict.fromkeys(lost, together.DROPPED)
        for code in together.ready(self.item, self.standing):
            self.start(code)
        verb = together.verb(self.standing)
        if verb and (verb != "finish_member" or self.state == "open"):
            self.move(verb)

    def happen(self, happening: Mapping[str, Any]) -> None:
        """One line of `when`. Raises NotAsTold."""
        if "at" in happening:
            self.at = moment(happening["at"])
            for run in self.runs.values():
                run.pass_to(self.at)
        if happening.get("act") == "withdraw_bundle":
            self.move("withdraw")
            dropped = {code: together.DROPPED for code, one in self.standing.items() if one == together.WAITING}
            self.standing |= dropped
        elif "member" in happening:
            found = self.runs.get(happening["member"])
            if found is None:
                raise NotAsTold(f"{happening['member']} is {self.standing.get(happening['member'], 'no member')}")
            happen(found, happening)
            self.give(found, happening)
        if self.state in ("open", "partly_finished"):
            self.go_on()

    def give(self, run: Run, happening: Mapping[str, Any]) -> None:
        """What the officer enters with a grant, and nothing else. Raises NotAsTold."""
        step = run.item.steps.get(happening.get("step", ""))
        named = set(step.gives) if step and happening.get("outcome") == "grant" else set()
        given = happening.get("gives", {})
        if named != set(given):
            told = "gives nothing" if not named else f"gives {', '.join(sorted(named))} with a grant"
            raise NotAsTold(f"{happening.get('step', 'this')} of {run.item.code} {told}")
        read, wrong = typed(run.item, given, self.at)
        after = {**run.values, **{code: read.get(code) for code in given}}
        wrong |= {one.field: one.code for one in form.wrong(run.item, after, named, self.at)}
        if wrong:
            told = ", ".join(f"{name} {code}" for name, code in wrong.items())
            raise NotAsTold(f"{run.item.code} cannot give {told}")
        run.values = after

    def visiting(self, visit: JointVisit) -> list[str]:
        """Members whose part in a joint visit is open now: their bodies come along."""
        runs = {code: set(run.marking.work.values()) for code, run in self.runs.items()}
        return sorted(code for code, element in visit.steps.items() if element in runs.get(code, ()))


def stands(run: Run) -> str:
    """How a member stands that has begun."""
    verbs = [line.verb for line in run.story]
    is_over = run.state in lives()[run.item.kind].final
    if "grant" in verbs:
        return together.GRANTED if run.state == "issued" or is_over else together.RUNNING
    return together.REFUSED if "refuse" in verbs or is_over else together.RUNNING


def simulate_bundle(item: Item, scenario: Mapping[str, Any]) -> Together:
    """Drive `scenario` to its end and hold it against what it expects. Raises NotAsTold."""
    at = moment(scenario.get("received", RECEIVED))
    values, problems = typed(item, scenario["given"], at)
    found = Together(item, values, at)
    problems |= {one.field: one.code for one in form.problems(item, values, at) if one.field not in problems}
    if scenario["when"] and problems:
        raise NotAsTold(f"it cannot be handed in: {', '.join(f'{name} {code}' for name, code in problems.items())}")
    if not problems:
        found.begin()
    for place, happening in enumerate(scenario["when"]):
        try:
            found.happen(happening)
        except NotAsTold as error:
            raise NotAsTold(error.message, place) from error
        except EngineError as error:
            raise NotAsTold(f"the route stops: {error}", place) from error
    hold(found, scenario["then"], problems)
    return found


def hold(found: Together, then: Mapping[str, Any], problems: Mapping[str, str]) -> None:
    """Raises NotAsTold for the first expectation that does not hold."""
    if "problems" in then and dict(then["problems"]) != dict(problems):
        raise NotAsTold(f"the form has the problems {dict(problems)}")
    if "state" in then and then["state"] != found.state:
        raise NotAsTold(f"the bundle is {found.state}")
    for code, wanted in then.get("members", {}).items():
        run = found.runs.get(code)
        known = {found.standing.get(code, "no member"), *([run.state] if run else [])}
        if wanted not in known:
            raise NotAsTold(f"{code} is {' and '.join(sorted(known))}")
    for code, wanted in then.get("knows", {}).items():
        values = found.runs[code].values if code in found.runs else {}
        for name, value in wanted.items():
            if values.get(name) != value:
                raise NotAsTold(f"{code} knows {name} as {values.get(name)!r}")
    hold_visits(found, then.get("visits", {}))
    hold_asked(found, then)


def hold_visits(found: Together, wanted: Mapping[str, Sequence[str]]) -> None:
    """Raises NotAsTold where other bodies come along to a joint visit."""
    visits = {one.code: found.visiting(one) for one in found.item.visits}
    for code, members in wanted.items():
        if visits.get(code) != sorted(members):
            raise NotAsTold(f"{code} is a visit of {', '.join(visits.get(code, ())) or 'nobody'}")


def hold_asked(found: Together, then: Mapping[str, Any]) -> None:
    """Raises NotAsTold where the form asks for too little or too much."""
    asked = {one.code for one in form.asked(found.item, found.values, found.at)}
    asked |= {slot.code for slot, _needed in form.slots_asked(found.item, found.values, found.at)}
    if missing := sorted(set(then.get("asks", ())) - asked):
        raise NotAsTold(f"{', '.join(missing)} is not asked")
    if extra := sorted(set(then.get("never_asks", ())) & asked):
        raise NotAsTold(f"{', '.join(extra)} is asked")
