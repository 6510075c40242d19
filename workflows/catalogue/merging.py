"""One form out of the forms of several members: what they share is asked once, each rule holds as its author wrote it.

A field of a member goes by the name that the bundle gives it, else by its own; the same name is the same question.
Expressions of a member are never rewritten: they are given a scope in which its own names stand.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workflows.catalogue.faults import Fault
from workflows.catalogue.fields import kinds
from workflows.catalogue.item import Field, Formula, Label, Member, Slot, Source
from workflows.catalogue.located import Located
from workflows.engine.feel import FeelError

SHARED = "shared"
SHARED_LABEL = Label("共用信息", "Shared by several services")
Scope = Mapping[str, Any]
Test = Callable[[Scope, Any, Any], bool]
"""A condition on the values of the bundle: scope, calendar, now."""


@dataclass(frozen=True)
class Condition:
    """Looks like a compiled expression; it names nothing, for each part sees itself whether its values are there."""

    test: Test
    names: frozenset[str] = frozenset()

    def __call__(self, scope: Scope, calendar: Any = None, now: Any = None) -> bool:
        return self.test(scope, calendar, now)


@dataclass(frozen=True)
class Use:
    """One member's use of a field."""

    member: Member
    field: Field


@dataclass(frozen=True)
class PaperUse:
    """One member's use of a paper."""

    member: Member
    slot: Slot


@dataclass
class Merger:
    """Goes through the members once; faults are told at the line of the member."""

    own: tuple[Field, ...]
    members: tuple[Member, ...]
    service: Located
    faults: list[Fault] = field(default_factory=list)

    def uses(self) -> dict[str, list[Use]]:
        """The members' fields by the name that they have in the bundle, in the order of the members."""
        found: dict[str, list[Use]] = {}
        for member in self.members:
            for one in member.item.fields:
                if not member.item.is_given(one.code):
                    found.setdefault(member.field_here(one.code), []).append(Use(member, one))
        return found

    def groups(self) -> dict[str, Label]:
        """A group for what is shared, then one a member."""
        return {SHARED: SHARED_LABEL} | {member.code: member.item.title for member in self.members}

    def fields(self) -> tuple[Field, ...]:
        """Own questions first, then what several members ask, then member by member."""
        uses, own = self.uses(), {one.code: one for one in self.own}
        asked = [self._own(one, uses.get(one.code, [])) for one in self.own]
        rest = [(name, used) for name, used in uses.items() if name not in own]
        shared = [self._merged(name, used, SHARED) for name, used in rest if len(used) > 1]
        single = [self._merged(name, used, used[0].member.code) for name, used in rest if len(used) == 1]
        return (*asked, *shared, *single)

    def _own(self, one: Field, uses: list[Use]) -> Field:
        for use in uses:
            self._must_be_alike(one, use)
        rules = [rule for use in uses if (rule := self._rule(use)) is not None]
        if not rules or one.rule is not None:
            return one
        return replace(one, rule=Formula("", Condition(every(rules))), message=message(uses))

    def _merged(self, name: str, uses: list[Use], group: str) -> Field:
        first = uses[0].field
        for use in uses[1:]:
            self._must_be_alike(replace(first, code=name), use)
        rules = [rule for use in uses if (rule := self._rule(use)) is not None]
        return replace(
            first,
            code=name,
            group=group,
            required=False,
            when=Formula("", Condition(some([self._asked(use) for use in uses]))),
            required_when=Formula("", Condition(some([self._required(use) for use in uses]))),
            rule=Formula("", Condition(every(rules))) if rules else None,
            message=message(uses) if rules else None,
        )

    def _must_be_alike(self, one: Field, use: Use) -> None:
        other = use.field
        options = {option.code for option in one.options}, {option.code for option in other.options}
        if one.type == other.type and options[0] == options[1]:
            return
        place = self.members.index(use.member)
        told = f"`{one.code}` is {one.type} here and {other.type} there, or has other options; give one another name."
        self.faults.append(self.service.fault(("members", place, "fields"), "not_alike", told))

    def _active(self, member: Member) -> Test:
        return lambda scope, calendar, now: member.when is None or member.when.holds(scope, now, calendar)

    def _possible(self, member: Member) -> Test:
        """Whether the member is needed, or nobody knows yet: what it would give is not asked only to vanish again."""
        when = member.when
        return lambda scope, calendar, now: (
            when is None or when.expression(scope, calendar=calendar, now=now) is not False
        )

    def _given(self, member: Member, code: str, is_paper: bool = False) -> Test:
        """Whether another member, which is needed as well, will give it."""
        by_code = {one.code: one for one in self.members}
        givers = [
            self._possible(by_code[need.member])
            for need in member.needs
            if code == need.paper or (not is_paper and code in need.gives.values())
        ]
        return some(givers)

    def _where(
        self, use: Use | PaperUse, code: str, formula: Formula | None, unless: bool, is_paper: bool = False
    ) -> Test:
        """Where the member is needed, is not given this by another, and its own condition holds."""
        active, given = self._active(use.member), self._given(use.member, code, is_paper)

        def test(scope: Scope, calendar: Any, now: Any) -> bool:
            if not active(scope, calendar, now) or given(scope, calendar, now):
                return False
            return unless if formula is None else formula.holds(inside(use.member, scope), now, calendar)

        return test

    def _asked(self, use: Use) -> Test:
        return self._where(use, use.field.code, use.field.when, True)

    def _required(self, use: Use) -> Test:
        one, asked = use.field, self._asked(use)
        needed = self._where(use, one.code, None if one.required else one.required_when, one.required)
        return lambda scope, calendar, now: asked(scope, calendar, now) and needed(scope, calendar, now)

    def _rule(self, use: Use) -> Test | None:
        """The member's rule; it holds where the member is not needed, or a value that it asks for is missing."""
        rule, active = use.field.rule, self._active(use.member)
        if rule is None:
            return None

        def test(scope: Scope, calendar: Any, now: Any) -> bool:
            seen = inside(use.member, scope)
            if not active(scope, calendar, now) or any(seen.get(name) is None for name in rule.expression.names):
                return True
            return rule.holds(seen, now, calendar)

        return test

    def slots(self) -> tuple[Slot, ...]:
        """The papers, each once for all members that ask for it."""
        found: dict[str, list[PaperUse]] = {}
        for member in self.members:
            for slot in member.item.slots:
                found.setdefault(member.slot_here(slot.code), []).append(PaperUse(member, slot))
        return tuple(self._slot(name, uses) for name, uses in found.items())

    def _slot(self, name: str, uses: list[PaperUse]) -> Slot:
        first = uses[0].slot
        asked, needed = [], []
        for use in uses:
            slot = use.slot
            place = self.members.index(use.member)
            if slot.material != first.material:
                told = f"`{name}` is a {first.material} here and a {slot.material} there; give one another name."
                self.faults.append(self.service.fault(("members", place, "papers"), "not_alike", told))
            asked.append(self._where(use, slot.code, None, True, is_paper=True))
            formula = None if slot.required else slot.required_when
            needed.append(self._where(use, slot.code, formula, slot.required, is_paper=True))
        return replace(
            first,
            code=name,
            required=False,
            required_when=Formula("", Condition(some(needed))),
            when=Formula("", Condition(some(asked))),
            prefill=self._mapped(uses, "prefill"),
            compare=self._mapped(uses, "compare"),
        )

    def _mapped(self, uses: list[PaperUse], word: str) -> dict[str, str]:
        """What the paper fills, or is held against, by the names of the bundle."""
        found: dict[str, str] = {}
        for use in uses:
            for theirs, ours in getattr(use.slot, word).items():
                here = use.member.field_here(ours)
                if found.setdefault(theirs, here) != here:
                    place = self.members.index(use.member)
                    told = f"`{theirs}` of the paper fills `{found[theirs]}` and `{here}`; call both fields the same."
                    self.faults.append(self.service.fault(("members", place, "fields"), "two_targets", told))
        return found

    def account(self) -> dict[str, str]:
        """What the account fills, by the names of the bundle."""
        found: dict[str, str] = {}
        for member in self.members:
            for attribute, code in member.item.account.items():
                found.setdefault(attribute, member.field_here(code))
        return found

    def sources(self) -> tuple[Source, ...]:
        """The sources of all members, each once."""
        found: list[Source] = []
        for member in self.members:
            for one in member.item.sources:
                fills = {theirs: member.field_here(ours) for theirs, ours in one.fills.items()}
                here = replace(one, fills=fills, key=member.field_here(one.key) if one.key else "")
                if here not in found:
                    found.append(here)
        return tuple(found)


def inside(member: Member, scope: Scope) -> dict[str, Any]:
    """The scope of the bundle as a member's expressions see it: by the member's own names."""
    return dict(_inside(member, scope))


def _inside(member: Member, scope: Scope) -> Iterator[tuple[str, Any]]:
    for one in member.item.fields:
        kind, here = kinds()[one.type], member.field_here(one.code)
        for theirs, ours in zip(kind.scope(one.code, None), kind.scope(here, None), strict=True):
            yield theirs, scope.get(ours)


def some(tests: list[Test]) -> Test:
    """Whether any holds; one that goes past its limits does not."""
    return lambda scope, calendar, now: any(_safe(test, scope, calendar, now) for test in tests)


def every(tests: list[Test]) -> Test:
    """Whether all hold."""
    return lambda scope, calendar, now: all(_safe(test, scope, calendar, now) for test in tests)


def _safe(test: Test, scope: Scope, calendar: Any, now: Any) -> bool:
    try:
        return test(scope, calendar, now)
    except FeelError:
        return False


def message(uses: list[Use]) -> Label | None:
    """What is said where a rule does not hold: each member's own sentence."""
    # Two members with the same rule say it once.
    said = list(dict.fromkeys(use.field.message for use in uses if use.field.message is not None))
    return Label("".join(one.zh for one in said), " ".join(one.en for one in said)) if said else None
