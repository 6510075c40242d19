"""The XML of a drawing while it is read: hardened parsing, names and references, expressions, and the faults found."""

from collections.abc import Iterator

from workflows.engine.faults import Fault
from workflows.engine.feel import Expression, FeelError, compile_expression
from workflows.engine.hardened import Xml as Xml
from workflows.engine.hardened import parse_xml, unreadable

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
MAX_ELEMENTS = 30_000
"""Elements in the file, diagrams included: some hundred steps with their pictures stay far below."""
MAX_NODES = 2_000
MAX_DEPTH = 60
MAX_EXPRESSION_CHARS = 10_000


def parse(xml: bytes) -> Xml:
    """Root of a BPMN file. Raises Unreadable, fast, for anything that attacks a parser or is no BPMN."""
    root = parse_xml(xml, MAX_ELEMENTS)
    if root.tag != BPMN + "definitions":
        raise unreadable("not_bpmn", "The root is not BPMN 2.0 `definitions`.", "Export the drawing as BPMN 2.0.")
    return root


def tag(xml: Xml) -> str:
    """Local name of a BPMN element; empty for elements of vendors and diagrams."""
    return xml.tag[len(BPMN) :] if xml.tag.startswith(BPMN) else ""


def line_of(xml: Xml) -> int:
    """Line of an element in the file, from 1."""
    line: int = xml.sourceline or 0  # type: ignore[assignment]
    return line


def children(xml: Xml) -> Iterator[tuple[str, Xml]]:
    """BPMN children with their local names; those of vendors are left out."""
    for child in xml:
        if name := tag(child):
            yield name, child


def child(xml: Xml, name: str) -> Xml | None:
    """First BPMN child of that name."""
    return xml.find(BPMN + name)


class Source:
    """What readers of elements ask while a file is read, and where they report."""

    def __init__(self, root: Xml) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.named: dict[str, dict[str, str]] = {
            "message": self._names("message", "name"),
            "signal": self._names("signal", "name"),
            "error": self._names("error", "errorCode"),
            "escalation": self._names("escalation", "escalationCode"),
        }

    def _names(self, kind: str, attribute: str) -> dict[str, str]:
        return {
            xml.get("id", ""): xml.get(attribute, "" if attribute.endswith("Code") else xml.get("id", ""))
            for xml in self.root.iterfind(BPMN + kind)
        }

    def correlation(self, message: str) -> Xml | None:
        """The expression that a process binds to the correlation property of a message (BPMN, Correlation)."""
        for prop in self.root.iterfind(BPMN + "correlationProperty"):
            refs = [one.get("messageRef", "").rpartition(":")[2] for one in prop]
            if message in refs:
                for binding in self.root.iter(BPMN + "correlationPropertyBinding"):
                    if binding.get("correlationPropertyRef", "").rpartition(":")[2] == prop.get("id"):
                        return child(binding, "dataPath")
        return None

    def fault(self, xml: Xml, code: str, message: str, instead: str = "") -> None:
        """Report a fault at an element."""
        self.faults.append(Fault(xml.get("id") or tag(xml), line_of(xml), code, message, instead))

    def named_ref(self, kind: str, xml: Xml, required: bool = True) -> str:
        """Name behind a reference such as `messageRef`; empty when absent and not required."""
        ref = xml.get(kind + "Ref", "")
        if not ref:
            if required:
                self.fault(xml, "no_reference", f"No {kind} is chosen.", f"Choose a {kind} for it.")
            return ""
        local = ref.rpartition(":")[2]
        if local not in self.named[kind]:
            self.fault(xml, "unknown_reference", f"{ref!r} is no {kind} of this file.", f"Define the {kind}.")
        return self.named[kind].get(local, "")

    def expression(self, xml: Xml | None, required_by: Xml) -> tuple[str, Expression | None]:
        """Text and compiled form of a FEEL expression; a leading `=` may stand before it."""
        text = "".join(str(part) for part in xml.itertext()).strip() if xml is not None else ""
        at = xml if xml is not None else required_by
        if not text:
            self.fault(required_by, "no_expression", "The expression is missing.", "Write it in FEEL.")
            return "", None
        return text, self.compiled(text, required_by if at.get("id") is None else at)

    def compiled(self, text: str, at: Xml) -> Expression | None:
        """A FEEL expression, or None after a fault at `at`."""
        if len(text) > MAX_EXPRESSION_CHARS:
            self.fault(
                at, "expression_too_long", f"The expression has {len(text)} characters.", "Use a decision table."
            )
            return None
        # Camunda 7 and Flowable write JUEL; guessing what it means in FEEL would decide cases by a guess.
        if text.startswith(("${", "#{")):
            self.fault(at, "not_feel", "The expression is written in JUEL.", f"Write it in FEEL: {text[2:-1].strip()}")
            return None
        try:
            return compile_expression(text.removeprefix("="))
        except FeelError as error:
            self.fault(at, "expression", f"The expression cannot be read: {error}.", "Write it in FEEL.")
            return None
