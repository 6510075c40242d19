"""Functions as FEEL values: how arguments meet parameters; what a built-in does stands in `builtins`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.limits import MAX_LIST_ITEMS
from workflows.engine.feel.values.kinds import SIMPLE, Kind
from workflows.engine.feel.values.run import Run

MISFIT = object()
"""The mark of an argument that its parameter does not take; the call is null."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a signature."""

    name: str
    kind: Kind
    takes_list: bool = False
    optional: bool = False
    nullable: bool = False

    def fit(self, value: Any, run: Run) -> Any:
        """The argument as the parameter takes it: a list of one gives its item, a single value becomes a list."""
        if value is None:
            return None if self.nullable else MISFIT
        if self.kind(value, run):
            return value
        # The standard's implicit conversions: a value where a list is wanted, a list of one where a value is.
        if self.takes_list:
            return [value]
        if value.__class__ is list and len(value) == 1 and value[0] is not None and self.kind(value[0], run):
            return value[0]
        return MISFIT


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a built-in; `wants_run` bodies get the evaluation as their first argument."""

    parameters: tuple[Parameter, ...]
    body: Callable[..., Any]
    wants_run: bool = False
    variadic: bool = False
    """Several arguments are taken as the one list that the function wants."""
    repeats: bool = False
    """The last parameter may stand any number of times."""

    @property
    def required(self) -> int:
        return sum(not parameter.optional for parameter in self.parameters)

    def takes(self, count: int) -> bool:
        if self.variadic:
            return count > 0
        return self.required <= count and (self.repeats or count <= len(self.parameters))

    def fitted(self, values: list[Any], run: Run) -> list[Any] | None:
        # `max(3, 1)` means `max([3, 1])`; a single argument already is the list.
        if self.variadic and (len(values) > 1):
            values = [values]
        fitted = [parameter.fit(value, run) for parameter, value in zip(self.parameters, values, strict=False)]
        if self.repeats:
            fitted += [self.parameters[-1].fit(value, run) for value in values[len(self.parameters) :]]
        return None if MISFIT in fitted else fitted

    def ordered(self, named: Mapping[str, Any]) -> list[Any] | None:
        """The values by position; None when a name is unknown or a required one is missing."""
        known = {parameter.name for parameter in self.parameters}
        if not known >= named.keys():
            return None
        values: list[Any] = []
        for parameter in self.parameters:
            if parameter.name not in named and not (parameter.optional and parameter.nullable):
                if not parameter.optional or len(values) < len(named):
                    return None
                break
            values.append(named.get(parameter.name))
        return values


class Builtin:
    """A function of the language; calling it with what it does not take gives null."""

    is_feel_function = True

    def __init__(self, name: str, signatures: tuple[Signature, ...]) -> None:
        self.name, self.signatures = name, signatures

    def __call__(self, run: Run, values: list[Any]) -> Any:
        return self.taking(len(values))(run, values)

    def taking(self, count: int) -> Callable[[Run, list[Any]], Any]:
        """The way to call it with `count` arguments, chosen once for a place in an expression."""
        signatures = tuple(signature for signature in self.signatures if signature.takes(count))

        def call(run: Run, values: list[Any]) -> Any:
            for signature in signatures:
                fitted = signature.fitted(values, run)
                if fitted is not None:
                    return _apply(signature, run, fitted)
            return None

        return call

    def knows(self, names: set[str]) -> bool:
        """Whether one of its signatures can be called with arguments of exactly these names."""
        return any(signature.ordered(dict.fromkeys(names)) is not None for signature in self.signatures)

    def call_named(self, run: Run, named: Mapping[str, Any]) -> Any:
        for signature in self.signatures:
            values = signature.ordered(named)
            if values is not None and not (signature.variadic and len(values) > 1):
                fitted = [p.fit(value, run) for p, value in zip(signature.parameters, values, strict=False)]
                if MISFIT not in fitted:
                    return _apply(signature, run, fitted)
        return None


def _apply(signature: Signature, run: Run, values: list[Any]) -> Any:
    # Every body may touch each element once without counting; what does more charges for itself.
    for value in values:
        if value.__class__ is list or value.__class__ is str:
            run.charge(1 + len(value) // (1 if value.__class__ is list else 100))
    # Decimal signals overflow and division by zero as errors; FEEL's answer to both is null.
    try:
        result = signature.body(run, *values) if signature.wants_run else signature.body(*values)
    except ArithmeticError:
        return None
    if result.__class__ is str:
        run.made_text(len(result))
    if result.__class__ is list and len(result) > MAX_LIST_ITEMS:
        raise FeelError(f"a list grew past {MAX_LIST_ITEMS} items")
    return result


def read_signature(text: str, body: Callable[..., Any], wants_run: bool) -> tuple[str, Signature]:
    """Read `name(parameter: kind, other: kind?, third: kind|null, rest: list...)`: `?` optional; `...` takes a list or
    its items as arguments; `, +` at the end repeats the last parameter."""
    name, _, inside = text.partition("(")
    parameters = []
    for part in inside.rstrip(")").removesuffix(", +").split(",") if inside != ")" else ():
        label, _, kind = (piece.strip() for piece in part.partition(":"))
        bare = kind.removesuffix("...").removesuffix("?").removesuffix("|null")
        kinds = tuple(SIMPLE[each] for each in bare.split("|") if each != "null")
        parameters.append(Parameter(label, _any_of(kinds), bare == "list", kind.endswith("?"), "|null" in kind))
    return name, Signature(tuple(parameters), body, wants_run, text.endswith("...)"), text.endswith("+)"))


def _any_of(kinds: tuple[Kind, ...]) -> Kind:
    return kinds[0] if len(kinds) == 1 else lambda value, run: any(kind(value, run) for kind in kinds)
