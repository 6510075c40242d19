"""A BPMN 2.0 file becomes a process that can run, or a list of faults with their places."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workflows import registry
from workflows.engine import elements, triggers
from workflows.engine.advice import IGNORED, INSTEAD
from workflows.engine.faults import Unreadable
from workflows.engine.reach import closure
from workflows.engine.source import MAX_DEPTH, MAX_NODES, Source, Xml, child, children, line_of, parse, tag
from workflows.engine.values import Definition, Flow, Node, Process

ELEMENTS: dict[str, Any] = registry.discover(elements)
TRIGGERS: dict[str, Any] = registry.discover(triggers)


def read_process(xml: bytes, called: Mapping[str, Process] | None = None, id: str = "") -> Process:
    """The executable process in a file as Camunda Modeler, bpmn-js or Flowable write it.

    `called` are processes that call activities may start; others of the same file join them. `id` chooses
    where the file holds several. Raises Unreadable with every fault that was found.
    """
    source = Source(parse(xml))
    drafts = [_Draft(source, one) for one in source.root if tag(one) == "process"]
    main = _choose(source, drafts, id)
    for draft in drafts:
        draft.fill()
    library: dict[str, Process] = {}
    for process in (called or {}).values():
        library.update(process.called)
        library[process.id] = process
    calls = {id: _calls(process.nodes) for id, process in library.items()}
    calls.update({draft.id: _calls(draft.nodes) for draft in drafts})
    # Bound here and now: a case keeps the called process that it began with, whatever is published later.
    for draft in drafts:
        draft.verify_calls(calls)
    if source.faults or main is None:
        raise Unreadable(tuple(source.faults))
    library.update({draft.id: draft.process(library) for draft in drafts if draft is not main})
    return main.process(library)


def _calls(nodes: Mapping[str, Node]) -> list[str]:
    return [node.called for node in nodes.values() if node.called]


def _choose(source: Source, drafts: list["_Draft"], id: str) -> "_Draft | None":
    if not drafts:
        source.fault(source.root, "no_process", "The file holds no process.", "Draw one.")
        return None
    fitting = [draft for draft in drafts if draft.id == id] if id else drafts
    if len(fitting) > 1:
        fitting = [draft for draft in drafts if draft.xml.get("isExecutable") == "true"]
    if len(fitting) != 1:
        message = f"The file holds {len(drafts)} processes, and it is not clear which one is to run."
        source.fault(drafts[0].xml, "which_process", message, "Make one of them executable.")
        return None
    return fitting[0]


@dataclass(eq=False)
class _Draft:
    """A process while it is read."""

    source: Source
    xml: Xml
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[tuple[Xml, Flow]] = field(default_factory=list)
    places: dict[str, Xml] = field(default_factory=dict)
    lanes: dict[str, str] = field(default_factory=dict)
    associations: list[tuple[str, str]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.xml.get("id", "")

    def process(self, called: Mapping[str, Process]) -> Process:
        """The finished process."""
        starts: dict[str, list[str]] = {"": []}
        listeners: dict[str, list[str]] = {}
        for node in self.nodes.values():
            around = self.nodes.get(node.container)
            if node.tag != "startEvent":
                continue
            if around is not None and around.by_event:
                listeners.setdefault(around.container, []).append(node.id)
            starts.setdefault(node.container, []).append(node.id)
        for container in {node.container for node in self.nodes.values()} | {""}:
            starts[container] = starts.get(container) or self._implicit(container)
        return Process(
            self.id, self.xml.get("name", ""), self.nodes,
            {key: tuple(ids) for key, ids in starts.items()},
            {key: tuple(ids) for key, ids in listeners.items()},
            called,
        )  # fmt: skip

    def _implicit(self, container: str) -> list[str]:
        # BPMN (Process Instantiation): without a start event, everything that nothing leads to starts.
        return [
            node.id
            for node in self.nodes.values()
            if node.container == container and not node.incoming and not node.attached_to
            if not node.by_event and not node.compensates
        ]  # fmt: skip

    def fill(self) -> None:
        """Read everything inside, then tie it together."""
        self._container(self.xml, "", 0)
        if not self.nodes and not self.source.faults:
            self.source.fault(self.xml, "empty", "The process holds nothing.", "Draw a start and a step.")
        # What follows looks at pairs of elements; a drawing that nobody could read must not cost minutes.
        if len(self.nodes) > MAX_NODES:
            self.source.fault(self.xml, "too_many", f"The process has {len(self.nodes)} elements.", "Divide it.")
            return
        self._tie_flows()
        self._tie_boundaries()
        self._tie_compensation()
        for id, node in self.nodes.items():
            node.element.verify(self.source, self.places[id], node, self.nodes)

    def verify_calls(self, calls: Mapping[str, list[str]]) -> None:
        """Every called process is there, and none calls itself by any way."""
        for id, node in self.nodes.items():
            if node.called and node.called not in calls:
                message = f"There is no process {node.called!r} to call."
                self.source.fault(self.places[id], "unknown_reference", message, "Name one that is published.")
            elif node.called and self.id in closure([node.called], lambda one: calls.get(one, ())):
                message = f"The process {self.id!r} would call itself."
                self.source.fault(self.places[id], "call_circle", message, "Draw a loop instead.")

    def _container(self, xml: Xml, container: str, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.source.fault(xml, "too_deep", "Sub-processes are nested too deeply.", "Call a process instead.")
            return
        self._lanes(xml)
        for name, inner in children(xml):
            if name == "sequenceFlow":
                self._flow(inner)
            elif name == "association":
                self.associations.append((inner.get("sourceRef", ""), inner.get("targetRef", "")))
            elif name in ELEMENTS:
                self._node(name, inner, container, depth)
            elif name not in IGNORED:
                message = f"The engine does not know `{name}`."
                self.source.fault(inner, "unknown_element", message, INSTEAD.get(name, "Remove it."))

    def _lanes(self, xml: Xml) -> None:
        for lane in xml.iter("{*}lane"):
            for ref in lane.iterchildren("{*}flowNodeRef"):
                # The innermost lane comes last in the order of the file and wins.
                self.lanes[(ref.text or "").strip()] = lane.get("name", lane.get("id", ""))

    def _node(self, name: str, xml: Xml, container: str, depth: int) -> None:
        id = xml.get("id", "")
        if not id:
            self.source.fault(xml, "no_id", f"A `{name}` has no id.", "Give it one.")
            return
        if not self._claim(id, xml):
            return
        element = ELEMENTS[name]
        fields: dict[str, Any] = {
            "name": xml.get("name", ""), "line": line_of(xml), "lane": self.lanes.get(id, ""),
            "default": xml.get("default", ""), "definition": self._definition(xml, element),
            "compensates": xml.get("isForCompensation") == "true",
        }  # fmt: skip
        fields.update(element.read(self.source, xml))
        self.nodes[id] = Node(id, name, element, container, **fields)
        if element.holds_nodes:
            self._container(xml, id, depth + 1)

    def _claim(self, id: str, xml: Xml) -> bool:
        if id in self.places:
            first = self.places[id].sourceline
            self.source.fault(xml, "duplicate_id", f"The id is taken already, in line {first}.", "Rename one.")
            return False
        self.places[id] = xml
        return True

    def _definition(self, xml: Xml, element: Any) -> Definition | None:
        found = [
            (name[: -len("EventDefinition")], one) for name, one in children(xml) if name.endswith("EventDefinition")
        ]
        if len(found) > 1:
            self.source.fault(xml, "many_events", "It has several event definitions.", "Draw one event for each.")
        code, one = found[0] if found else ("", xml)
        if element.group == "event" and (code not in element.events or (code and code not in TRIGGERS)):
            what = f"event of kind `{code}`" if code else "event without a definition"
            message = f"A `{element.code}` cannot be an {what}."
            self.source.fault(xml, "unknown_event", message, INSTEAD.get(code, "Choose another kind."))
            return None
        definition: Definition | None = TRIGGERS[code].read(self.source, one, xml) if code in TRIGGERS else None
        return definition

    def _flow(self, xml: Xml) -> None:
        start, end = xml.get("sourceRef", ""), xml.get("targetRef", "")
        # Camunda's own examples leave out ids of flows; the line keeps two of them apart.
        id = xml.get("id") or f"{start} to {end}, line {xml.sourceline}"
        if not self._claim(id, xml):
            return
        condition = child(xml, "conditionExpression")
        text, compiled = self.source.expression(condition, xml) if condition is not None else ("", None)
        self.flows.append((xml, Flow(id, start, end, line_of(xml), text, compiled)))

    def _tie_flows(self) -> None:
        incoming: dict[str, list[Flow]] = {}
        outgoing: dict[str, list[Flow]] = {}
        for xml, flow in self.flows:
            missing = [id for id in (flow.source, flow.target) if id not in self.nodes]
            if missing:
                message = f"The flow leads from or to {missing[0]!r}, which is not there."
                self.source.fault(xml, "unknown_reference", message, "Tie both its ends.")
            elif self.nodes[flow.source].container != self.nodes[flow.target].container:
                message = "The flow crosses the border of a sub-process."
                self.source.fault(xml, "crossing_flow", message, "Lead it to the sub-process itself.")
            else:
                outgoing.setdefault(flow.source, []).append(flow)
                incoming.setdefault(flow.target, []).append(flow)
        for id, node in self.nodes.items():
            ways = tuple(outgoing.get(id, ()))
            if node.default and node.default not in {flow.id for flow in ways}:
                message = f"The default flow {node.default!r} does not leave it."
                self.source.fault(self.places[id], "unknown_reference", message, "Choose one of its own flows.")
            self.nodes[id] = replace(node, incoming=tuple(incoming.get(id, ())), outgoing=ways)

    def _tie_boundaries(self) -> None:
        for node in tuple(self.nodes.values()):
            if node.tag != "boundaryEvent":
                continue
            host = self.nodes.get(node.attached_to)
            if host is None or host.element.group != "activity" or host.container != node.container:
                message = f"It is attached to {node.attached_to!r}, which is no activity beside it."
                self.source.fault(self.places[node.id], "unknown_reference", message, "Attach it to an activity.")
            # Compensation is not waited for while the activity runs, but remembered when it has ended.
            elif node.definition is None or node.definition.kind.code != "compensate":
                self.nodes[host.id] = replace(host, boundaries=(*host.boundaries, node.id))

    def _tie_compensation(self) -> None:
        for start, end in self.associations:
            event, handler = self.nodes.get(start), self.nodes.get(end)
            if event is not None and handler is not None and event.attached_to and handler.compensates:
                host = self.nodes.get(event.attached_to)
                if host is not None:
                    self.nodes[host.id] = replace(host, handler=handler.id)
