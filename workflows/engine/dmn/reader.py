"""DMN XML to a Model: reads the parts of the requirements, compiles their logic and finds every fault of the file."""

from collections.abc import Iterable, Mapping

from workflows.engine.dmn.boxed import Boxes
from workflows.engine.dmn.model import Decision, InputData, Knowledge, Model, Need, Part, Service
from workflows.engine.dmn.source import NAMESPACES, Source, Xml, child, children, local, parse
from workflows.engine.dmn.types import TypeBook, special_names
from workflows.engine.faults import Unreadable

_REQUIREMENTS = ("informationRequirement", "knowledgeRequirement")
_LOGIC_FAULTS = ("expression", "call", "not_feel")
_REFERENCES = ("requiredInput", "requiredDecision", "requiredKnowledge")


def read_decisions(xml: bytes, imported: Iterable[Model] = (), lenient: bool = False) -> Model:
    """Compile a DMN 1.2–1.5 file; `imported` are models that it imports, found by their namespace.

    Raises Unreadable with every fault that was found: element, line, and what to write instead. With `lenient`,
    logic that cannot be read is null, as the standard has it, and the model carries the faults.
    """
    root = parse(xml)
    return _Reader(root, {each.namespace: each for each in imported}).read(lenient)


class _Reader:
    def __init__(self, root: Xml, imported: Mapping[str, Model]) -> None:
        self.root, self.imported = root, imported
        self.namespace = str(root.get("namespace", ""))
        self.source = Source(special_names(root))
        self.types = TypeBook(root, self.source)
        self.source.types = self.types
        self.boxes = Boxes(self.source, self.types)
        self.elements: dict[str, Xml] = {}
        self.prefixes: dict[str, str] = {}
        """Namespace of an imported file -> the name under which this one speaks of it."""

    def read(self, lenient: bool) -> Model:
        self._import()
        self._index()
        parts: dict[str, Part] = {self._key(xml): self._part(xml) for xml in self.elements.values()}
        self._check_cycles(parts)
        for namespace in self.prefixes:
            parts.update(self.imported[namespace].parts)
        faults = tuple(self.source.faults)
        if faults and not (lenient and all(fault.code in _LOGIC_FAULTS for fault in faults)):
            raise Unreadable(faults)
        name = str(self.root.get("name", ""))
        return Model(name, self.namespace, parts, self.types.all(), self.source.words, faults)

    def _import(self) -> None:
        for xml in children(self.root, "import"):
            namespace, prefix = xml.get("namespace", ""), xml.get("name", "")
            if xml.get("importType", "") not in NAMESPACES:
                self.source.fault(xml, "import_type", "Only DMN files are imported.", "Take the import out.")
                continue
            model = self.imported.get(namespace)
            if model is None:
                self.source.fault(xml, "not_imported", f"The file {namespace!r} is not there.", "Add it to the pack.")
                continue
            self.prefixes[namespace] = prefix
            self.source.words += (prefix, *model.words)
            self.types.imported.update({f"{prefix}.{name}": each for name, each in model.types.items()})

    def _element(self, key: str) -> Xml:
        return self.elements[key.rpartition("#")[2]]

    def _key(self, xml: Xml) -> str:
        return f"{self.namespace}#{xml.get('id')}"

    def _index(self) -> None:
        names: set[str] = set()
        for xml in children(self.root, *_READERS):
            name, identity = xml.get("name"), xml.get("id") or f"name:{xml.get('name')}"
            if not name:
                self.source.fault(xml, "no_name", "It has no name.", "Name it.")
            elif name in names:
                self.source.fault(xml, "same_name", f"Two parts are called {name!r}.", "Rename one.")
            if identity in self.elements:
                self.source.fault(xml, "same_id", f"Two elements have the id {identity!r}.", "Change one.")
                # Read all the same, under an id of its own, so that its other faults are found too.
                identity = f"{identity}~{len(self.elements)}"
            xml.set("id", identity)
            names.add(str(name))
            self.elements[identity] = xml

    def _part(self, xml: Xml) -> Part:
        return _READERS[local(xml)](self, xml)

    def _needs(self, xml: Xml) -> tuple[Need, ...]:
        references = [
            reference
            for requirement in children(xml, *_REQUIREMENTS)
            for reference in children(requirement, *_REFERENCES)
        ]
        return tuple(need for reference in references if (need := self._need(reference)) is not None)

    def _need(self, reference: Xml) -> Need | None:
        namespace, _, identity = reference.get("href", "").rpartition("#")
        if namespace in self.prefixes and f"{namespace}#{identity}" in self.imported[namespace].parts:
            part = self.imported[namespace].parts[f"{namespace}#{identity}"]
            return Need(part.name, part.id, self.prefixes[namespace])
        if identity not in self.elements or namespace not in ("", self.namespace):
            self.source.fault(reference, "unknown_reference", f"{identity!r} is not in the file.", "Draw it there.")
            return None
        return Need(_variable_name(self.elements[identity]), self._key(self.elements[identity]))

    def _input(self, xml: Xml) -> Part:
        variable = child(xml, "variable")
        line = xml.sourceline if isinstance(xml.sourceline, int) else 0
        return InputData(self._key(xml), str(xml.get("name")), self.types.at(variable), line)

    def _decision(self, xml: Xml) -> Part:
        needs = self._needs(xml)
        code = self.boxes.inside(xml, self._names(needs))
        wanted = self.types.at(child(xml, "variable"))
        line = xml.sourceline if isinstance(xml.sourceline, int) else 0
        return Decision(self._key(xml), str(xml.get("name")), wanted, needs, code or (lambda frame: None), line)

    def _knowledge(self, xml: Xml) -> Part:
        needs = self._needs(xml)
        logic = child(xml, "encapsulatedLogic")
        code = None if logic is None else self.boxes.function(logic, (*self._names(needs), str(xml.get("name"))))
        return Knowledge(self._key(xml), str(xml.get("name")), needs, code or (lambda frame: None))

    def _service(self, xml: Xml) -> Part:
        inputs = [*children(xml, "inputData"), *children(xml, "inputDecision")]
        outputs = [self._need(each) for each in children(xml, "outputDecision")]
        if not outputs:
            self.source.fault(xml, "no_output", "The service gives out no decision.", "Add an output decision.")
        return Service(
            self._key(xml),
            str(xml.get("name")),
            self.types.at(child(xml, "variable")),
            tuple(need for each in inputs if (need := self._need(each)) is not None),
            tuple(need for need in outputs if need is not None),
        )

    def _names(self, needs: tuple[Need, ...]) -> tuple[str, ...]:
        return tuple(need.prefix or need.name for need in needs)

    def _check_cycles(self, parts: Mapping[str, Part]) -> None:
        """A decision that needs itself could never be made."""
        done: set[str] = set()
        for start in parts:
            # Depth first with a stack of its own: a chain of requirements may be as long as the file.
            path = {start: _required(parts[start])} if start not in done else {}
            while path:
                at, waiting = next(reversed(path.items()))
                following = waiting.pop() if waiting else None
                if following is None:
                    done.add(at)
                    del path[at]
                elif following in path:
                    self.source.fault(self._element(at), "cycle", "It requires itself.", "Cut one requirement.")
                elif following not in done and following in parts:
                    path[following] = _required(parts[following])


def _required(part: Part) -> list[str]:
    return [need.id for need in part.needs] if isinstance(part, Decision | Knowledge) else []


def _variable_name(xml: Xml) -> str:
    """Expressions speak of a part by its variable's name."""
    variable = child(xml, "variable")
    return str((variable.get("name") if variable is not None else None) or xml.get("name"))


_READERS = {
    "inputData": _Reader._input,
    "decision": _Reader._decision,
    "businessKnowledgeModel": _Reader._knowledge,
    "decisionService": _Reader._service,
}
