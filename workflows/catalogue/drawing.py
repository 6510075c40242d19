"""Draws a route as BPMN 2.0 with its picture: shapes stand in columns by their distance from the start; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"'
)
COLUMN, ROW, LEFT, TOP = 170, 120, 60, 80
TASK, GATEWAY, EVENT = (120, 70), (50, 50), (36, 36)
SIZES: Mapping[str, tuple[int, int]] = {
    "startEvent": EVENT,
    "endEvent": EVENT,
    "intermediateCatchEvent": EVENT,
    "userTask": TASK,
    "serviceTask": TASK,
    "businessRuleTask": TASK,
    "exclusiveGateway": GATEWAY,
    "parallelGateway": GATEWAY,
    "eventBasedGateway": GATEWAY,
}
Point = tuple[int, int]


@dataclass(frozen=True)
class Shape:
    """One element of a route."""

    id: str
    tag: str
    name: str = ""
    message: str = ""
    """Name of the message that a catch event waits for."""
    after: str = ""
    """How long a catch event waits, as ISO 8601 has it."""


@dataclass(frozen=True)
class Arrow:
    """One flow between two shapes; a condition is FEEL."""

    source: str
    target: str
    condition: str = ""
    is_default: bool = False

    @property
    def id(self) -> str:
        """Its id in the drawing."""
        return f"f_{self.source}__{self.target}"


def draw(code: str, title: str, shapes: Sequence[Shape], arrows: Sequence[Arrow]) -> str:
    """The drawing as XML; the first shape is the start."""
    messages = sorted({shape.message for shape in shapes if shape.message})
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<definitions {NAMESPACES} id="{code}_definitions" targetNamespace="urn:onedoor:packs">',
        *(f'  <message id="{name}" name="{name}" />' for name in messages),
        f'  <process id="{code}" name={quoteattr(title)} isExecutable="true">',
        *(line for shape in shapes for line in _shape(shape, arrows)),
        *(_arrow(arrow) for arrow in arrows),
        "  </process>",
        f'  <bpmndi:BPMNDiagram id="{code}_diagram"><bpmndi:BPMNPlane id="{code}_plane" bpmnElement="{code}">',
        *_picture(shapes, arrows),
        "  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>",
        "</definitions>",
    ]
    return "\n".join(lines) + "\n"


def _shape(shape: Shape, arrows: Sequence[Arrow]) -> Iterator[str]:
    default = next((arrow.id for arrow in arrows if arrow.source == shape.id and arrow.is_default), "")
    name = f" name={quoteattr(shape.name)}" if shape.name else ""
    yield f'    <{shape.tag} id="{shape.id}"{name}{f" default={quoteattr(default)}" if default else ""}>'
    yield from (f"      <incoming>{arrow.id}</incoming>" for arrow in arrows if arrow.target == shape.id)
    yield from (f"      <outgoing>{arrow.id}</outgoing>" for arrow in arrows if arrow.source == shape.id)
    if shape.message:
        yield f'      <messageEventDefinition id="{shape.id}_event" messageRef="{shape.message}" />'
    if shape.after:
        lasts = f'<timeDuration xsi:type="tFormalExpression">{shape.after}</timeDuration>'
        yield f'      <timerEventDefinition id="{shape.id}_event">{lasts}</timerEventDefinition>'
    yield f"    </{shape.tag}>"


def _arrow(arrow: Arrow) -> str:
    flow = f'<sequenceFlow id="{arrow.id}" sourceRef="{arrow.source}" targetRef="{arrow.target}"'
    if not arrow.condition:
        return f"    {flow} />"
    condition = f'<conditionExpression xsi:type="tFormalExpression">{escape(arrow.condition)}</conditionExpression>'
    return f"    {flow}>{condition}</sequenceFlow>"


def _picture(shapes: Sequence[Shape], arrows: Sequence[Arrow]) -> Iterator[str]:
    """The places of all shapes and the ways of all arrows."""
    back = _back(shapes[0].id, arrows)
    columns = _columns(shapes, [arrow for arrow in arrows if arrow not in back])
    rows = _rows(shapes, arrows, columns)
    boxes = {shape.id: _box(shape, columns[shape.id], rows[shape.id]) for shape in shapes}
    for shape in shapes:
        x, y, width, height = boxes[shape.id]
        bounds = f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}" />'
        yield f'    <bpmndi:BPMNShape id="{shape.id}_di" bpmnElement="{shape.id}">{bounds}</bpmndi:BPMNShape>'
    deepest = max(box[1] + box[3] for box in boxes.values())
    for place, arrow in enumerate(arrows):
        turns = _way(arrow, boxes, deepest + 25 + 8 * place if arrow in back else 0)
        points = "".join(f'<di:waypoint x="{x}" y="{y}" />' for x, y in turns)
        yield f'    <bpmndi:BPMNEdge id="{arrow.id}_di" bpmnElement="{arrow.id}">{points}</bpmndi:BPMNEdge>'


def _back(start: str, arrows: Sequence[Arrow]) -> set[Arrow]:
    """The arrows that lead back to where the route has been."""
    found: set[Arrow] = set()
    left: set[str] = set()

    def visit(at: str, way: frozenset[str]) -> None:
        for arrow in arrows:
            if arrow.source != at or arrow in found:
                continue
            if arrow.target in way:
                found.add(arrow)
            elif arrow.target not in left:
                visit(arrow.target, way | {arrow.target})
        left.add(at)

    visit(start, frozenset({start}))
    return found


def _columns(shapes: Sequence[Shape], forward: Sequence[Arrow]) -> dict[str, int]:
    """The length of the longest way from the start to each shape."""
    columns = {shape.id: 0 for shape in shapes}
    for _ in shapes:
        for arrow in forward:
            columns[arrow.target] = max(columns[arrow.target], columns[arrow.source] + 1)
    return columns


def _rows(shapes: Sequence[Shape], arrows: Sequence[Arrow], columns: Mapping[str, int]) -> dict[str, int]:
    """Each shape in the row of the one before it where that is free, else in the next free one below."""
    rows: dict[str, int] = {}
    taken: set[Point] = set()
    for shape in sorted(shapes, key=lambda shape: columns[shape.id]):
        before = [rows[arrow.source] for arrow in arrows if arrow.target == shape.id and arrow.source in rows]
        row = min(before, default=0)
        while (columns[shape.id], row) in taken:
            row += 1
        rows[shape.id] = row
        taken.add((columns[shape.id], row))
    return rows


def _box(shape: Shape, column: int, row: int) -> tuple[int, int, int, int]:
    width, height = SIZES[shape.tag]
    return LEFT + column * COLUMN - width // 2 + 60, TOP + row * ROW - height // 2, width, height


def _way(arrow: Arrow, boxes: Mapping[str, tuple[int, int, int, int]], below: int) -> list[Point]:
    """Right angles from the right side of one shape to the left of the next; back ways run below the picture."""
    x, y, width, height = boxes[arrow.source]
    to_x, to_y, to_width, to_height = boxes[arrow.target]
    middle, to_middle = y + height // 2, to_y + to_height // 2
    if below:
        from_x, end_x = x + width // 2, to_x + to_width // 2
        return [(from_x, y + height), (from_x, below), (end_x, below), (end_x, to_y + to_height)]
    turn = to_x - 20
    between = [box for box in boxes.values() if x + width < box[0] < to_x and box[1] <= middle <= box[1] + box[3]]
    if between:
        gap = middle + ROW // 2
        return [(x + width, middle), (x + width + 12, middle), (x + width + 12, gap), (turn, gap), (turn, to_middle),
                (to_x, to_middle)]  # fmt: skip
    if middle == to_middle:
        return [(x + width, middle), (to_x, to_middle)]
    return [(x + width, middle), (turn, middle), (turn, to_middle), (to_x, to_middle)]
