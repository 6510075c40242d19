"""Item definitions: which values belong to them, and what becomes of a value where such a type is wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.engine.dmn.source import Source, Xml, child, children, local, text_of, type_ref
from workflows.engine.feel import Expression
from workflows.engine.feel.compiler.frame import Frame
from workflows.engine.feel.values.kinds import SIMPLE, Kind, context_of, list_of
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.temporal import Date, midnight

ANY: Kind = SIMPLE["Any"]


@dataclass(frozen=True, slots=True)
class ItemType:
    """A type that a variable, parameter or expression names."""

    name: str
    kind: Kind
    """Whether a value that is not null belongs to it, allowed values aside."""
    is_list: bool = False
    allowed: Expression | None = None
    """Unary tests that the value (each item, for a list) must also pass."""

    def coerce(self, value: Any, run: Run) -> Any:
        """The value as this type, or null: one item of a list of one, a list of one value, midnight of a date."""
        if value is None:
            return None
        for candidate in self._candidates(value):
            if self.kind(candidate, run) and self.allows(candidate, run):
                return candidate
        return None

    def _candidates(self, value: Any) -> list[Any]:
        candidates = [value]
        if self.is_list and value.__class__ is not list:
            candidates.append([value])
        if value.__class__ is list and len(value) == 1 and not self.is_list and value[0] is not None:
            candidates.append(value[0])
        # The standard's conversion from date to date and time: midnight UTC.
        if value.__class__ is Date:
            candidates.append(midnight(value))
        return candidates

    def allows(self, value: Any, run: Run) -> bool:
        """Whether the value passes the allowed values."""
        if self.allowed is None:
            return True
        values = value if self.is_list and isinstance(value, list) else [value]
        code = self.allowed.code
        run.charge(len(values))
        return all(code(Frame({"?": item}, None, run)) is True for item in values)


UNTYPED = ItemType("Any", ANY)


class TypeBook(Mapping[str, Kind]):
    """The types of a file by name, and those of FEEL; definitions may name one another in any order."""

    def __init__(self, root: Xml, source: Source) -> None:
        self.source = source
        self.definitions = {str(each.get("name")): each for each in children(root, "itemDefinition")}
        self.imported: dict[str, ItemType] = {}
        self._built: dict[str, ItemType] = {}
        self._open: set[str] = set()

    def __getitem__(self, name: str) -> Kind:
        if name in SIMPLE and name not in self.definitions:
            raise KeyError(name)
        return self._named(name).kind

    def __iter__(self) -> Any:
        return iter(self.definitions)

    def __len__(self) -> int:
        return len(self.definitions)

    def _named(self, name: str) -> ItemType:
        if name in self.imported:
            return self.imported[name]
        if name not in self._built:
            definition = self.definitions[name]
            if name in self._open:
                # A type that contains itself: the inner one is taken as it comes.
                return ItemType(name, ANY)
            self._open.add(name)
            self._built[name] = self._define(definition)
            self._open.discard(name)
        return self._built[name]

    def all(self) -> dict[str, ItemType]:
        """Every definition of the file."""
        return {name: self._named(name) for name in self.definitions}

    def at(self, xml: Xml | None) -> ItemType:
        """The type that `xml` names; a fault when there is none of that name."""
        name = type_ref(xml)
        if xml is None or not name:
            return UNTYPED
        return self.named(name, xml)

    def named(self, name: str, xml: Xml) -> ItemType:
        """The type called `name`, with or without the prefix of FEEL."""
        if name in self.definitions or name in self.imported:
            return self._named(name)
        plain = _SPELLINGS.get(name.rpartition(":")[2], name.rpartition(":")[2])
        if plain in self.definitions:
            return self._named(plain)
        if plain in SIMPLE:
            return ItemType(plain, SIMPLE[plain], is_list=plain == "list")
        self.source.fault(xml, "unknown_type", f"There is no type {name!r}.", "Define it, or choose one of FEEL.")
        return UNTYPED

    def _define(self, xml: Xml) -> ItemType:
        kind, allowed = self._base(xml)
        tests = child(xml, "allowedValues")
        if tests is not None:
            allowed = self.source.tests(xml, text_of(tests), ())
        is_list = xml.get("isCollection") == "true"
        return ItemType(str(xml.get("name")), list_of(kind) if is_list else kind, is_list, allowed)

    def _base(self, xml: Xml) -> tuple[Kind, Expression | None]:
        components = list(children(xml, "itemComponent"))
        if components:
            return self._structure(components), None
        if child(xml, "functionItem") is not None:
            return SIMPLE["function"], None
        base = self.at(xml)
        return base.kind, base.allowed

    def _structure(self, components: list[Xml]) -> Kind:
        return context_of({str(each.get("name")): self._define(each).kind for each in components})


# Names of DMN 1.1 and of Camunda's modeller, which files still carry.
_SPELLINGS = {
    "integer": "number",
    "long": "number",
    "double": "number",
    "dateTime": "date and time",
    "dateAndTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "any": "Any",
}


def special_names(root: Xml) -> list[str]:
    """Names in the file that a lexer must know because they hold signs or keywords, e.g. `Approved/Declined`."""
    tags = ("variable", "itemComponent", "inputData", "decision", "businessKnowledgeModel", "decisionService", "output",
            "formalParameter", "parameter", "column")  # fmt: skip
    found = {str(each.get("name")) for each in root.iter() if isinstance(each.tag, str) and local(each) in tags}
    return sorted(name for name in found if name and "." not in name and not name.isidentifier())


def conforming(wanted: ItemType, code: Callable[[Frame], Any]) -> Callable[[Frame], Any]:
    """`code` with its value coerced to the type."""
    return code if wanted.kind is ANY else lambda frame: wanted.coerce(code(frame), frame.run)
