"""The XML of a DMN file while it is read: hardened parsing, one name for the elements of all versions, faults."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from workflows.engine.faults import Fault
from workflows.engine.feel import Expression, FeelError, compile_expression, compile_unary_tests
from workflows.engine.feel.values.kinds import Kind
from workflows.engine.hardened import Xml as Xml
from workflows.engine.hardened import parse_xml, unreadable

NAMESPACES = (
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
)
"""DMN 1.2, 1.3, 1.4 and 1.5."""
MAX_ELEMENTS = 100_000


def parse(xml: bytes) -> Xml:
    """Root of a DMN file. Raises Unreadable, fast, for anything that attacks a parser or is no DMN."""
    root = parse_xml(xml, MAX_ELEMENTS)
    if etree.QName(root).namespace not in NAMESPACES or local(root) != "definitions":
        raise unreadable("not_dmn", "The root is not `definitions` of DMN 1.2 to 1.5.", "Export it as DMN 1.3.")
    return root


def local(xml: Xml) -> str:
    """Name without namespace, or nothing for the elements of others (diagrams, vendors)."""
    namespace, _, name = str(xml.tag)[1:].rpartition("}")
    return name if namespace in NAMESPACES else ""


def children(xml: Xml, *names: str) -> Iterator[Xml]:
    """DMN children in file order; only those of `names` when any are given."""
    for child in xml:
        if (name := local(child)) and (not names or name in names):
            yield child


def child(xml: Xml, *names: str) -> Xml | None:
    """The first DMN child of one of those names."""
    return next(children(xml, *names), None)


def text_of(xml: Xml | None) -> str:
    """What stands in the `text` child, without the blanks around it."""
    holder = None if xml is None else child(xml, "text")
    return "".join(str(part) for part in holder.itertext()).strip() if holder is not None else ""


def type_ref(xml: Xml | None) -> str:
    """The type that an element names as attribute or child; empty when it names none."""
    if xml is None:
        return ""
    holder = child(xml, "typeRef")
    return xml.get("typeRef") or ((holder.text or "").strip() if holder is not None else "")


class Source:
    """What readers report to and compile with: `words` are names with signs in them, `types` item definitions."""

    def __init__(self, words: Iterable[str] = (), types: Mapping[str, Kind] | None = None) -> None:
        self.faults: list[Fault] = []
        self.words = tuple(words)
        self.types = types or {}
        self._compiled_once: dict[Any, Expression] = {}

    def fault(self, xml: Xml, code: str, message: str, instead: str = "") -> None:
        """Report a fault at an element."""
        line = xml.sourceline if isinstance(xml.sourceline, int) else 0
        self.faults.append(Fault(_identity(xml), line, code, message, instead))

    def expression(self, xml: Xml, text: str, names: Iterable[str]) -> Expression:
        """Compile `text`; after a fault at `xml`, an expression that is null."""
        return self._compiled(compile_expression, xml, text, names)

    def tests(self, xml: Xml, text: str, names: Iterable[str]) -> Expression:
        """Compile the tests of a cell; an empty cell takes everything."""
        return self._compiled(compile_unary_tests, xml, text or "-", names)

    def _compiled(self, compiled: Callable[..., Expression], xml: Xml, text: str, names: Iterable[str]) -> Expression:
        # Tables repeat their cells; a cell of the same text in the same scope is compiled once.
        key = (compiled, text, tuple(names))
        if key in self._compiled_once:
            return self._compiled_once[key]
        before = len(self.faults)
        expression = self._compile(compiled, xml, text, key[2])
        if len(self.faults) == before:
            self._compiled_once[key] = expression
        return expression

    def _compile(self, compiled: Callable[..., Expression], xml: Xml, text: str, names: tuple[str, ...]) -> Expression:
        try:
            expression = compiled(text, (*names, *self.words), self.types)
        except FeelError as error:
            self.fault(xml, "expression", f"{text[:60]!r} cannot be read: {error}.", "Write it in FEEL.")
            return _NULL
        for message, _ in expression.slips:
            self.fault(xml, "call", f"{text[:60]!r} can only be null: {message}.", "Look up its parameters.")
        return expression


def _identity(xml: Xml) -> str:
    """Id of the nearest element that has one, else the element's name."""
    at: Xml | None = xml
    while at is not None:
        if at.get("id"):
            return str(at.get("id"))
        at = at.getparent()
    return local(xml)


_NULL = Expression("null", lambda frame: None)
