"""The usual route of a matter that is applied for: accepted or corrected, examined, decided, delivered; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflows.catalogue.drawing import Arrow, Shape, draw


@dataclass(frozen=True)
class Stop:
    """One step on the way to a decision."""

    id: str
    name: str
    when: str = ""
    """FEEL; the step is passed by where this does not hold."""
    tag: str = "userTask"


Stage = Sequence[Sequence[Stop]]
"""Branches that run beside each other, each a sequence of stops."""


@dataclass
class Route:
    """Shapes and arrows, put together from the start on."""

    shapes: list[Shape] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)

    def add(self, id: str, tag: str, name: str = "", message: str = "") -> str:
        """One more shape; its id."""
        self.shapes.append(Shape(id, tag, name, message))
        return id

    def join(self, source: str, target: str, condition: str = "", is_default: bool = False) -> None:
        """One more arrow."""
        self.arrows.append(Arrow(source, target, condition, is_default))

    def stop(self, after: str, stop: Stop) -> str:
        """One step after another, with the way past it where it is not always taken; what to go on from."""
        if not stop.when:
            self.join(after, self.add(stop.id, stop.tag, stop.name))
            return stop.id
        ask = self.add(f"{stop.id}_gw", "exclusiveGateway")
        self.join(after, ask)
        self.join(ask, self.add(stop.id, stop.tag, stop.name), stop.when)
        past = self.add(f"{stop.id}_past", "exclusiveGateway")
        self.join(stop.id, past)
        self.join(ask, past, is_default=True)
        return past

    def stage(self, after: str, number: int, stage: Stage) -> str:
        """Branches beside each other; what to go on from."""
        if len(stage) == 1:
            for stop in stage[0]:
                after = self.stop(after, stop)
            return after
        fork = self.add(f"fork_{number}", "parallelGateway")
        self.join(after, fork)
        join = f"join_{number}"
        ends = []
        for branch in stage:
            end = fork
            for stop in branch:
                end = self.stop(end, stop)
            ends.append(end)
        self.add(join, "parallelGateway")
        for end in ends:
            self.join(end, join)
        return join


def applied_for(code: str, title: str, stages: Sequence[Stage], after: Sequence[Stop] = ()) -> str:
    """The drawing of a matter with `stages` between acceptance and decision, and `after` once it is delivered."""
    route = Route()
    route.add("start", "startEvent", "收到申请")
    route.add("accept", "userTask", "受理")
    route.join("start", "accept")
    route.add("accept_gw", "exclusiveGateway", "是否受理")
    route.join("accept", "accept_gw")
    route.add("wait_answer", "intermediateCatchEvent", "等待补正答复", "answered")
    route.join("accept_gw", "wait_answer", is_default=True)
    route.join("wait_answer", "accept")
    route.add("not_accepted", "endEvent", "不予受理")
    route.join("accept_gw", "not_accepted", 'outcome = "not_accept"')
    at = _examined(route, stages)
    route.join(at, route.add("decide", "userTask", "作出决定"))
    route.join("decide", route.add("decide_gw", "exclusiveGateway", "是否准予"))
    route.join("decide_gw", route.add("issue", "serviceTask", "制作证照"), 'outcome = "grant"')
    route.add("deliver_gw", "exclusiveGateway")
    route.join("issue", "deliver_gw")
    route.join("decide_gw", "deliver_gw", is_default=True)
    route.join("deliver_gw", route.add("deliver", "serviceTask", "送达"))
    at = "deliver"
    for stop in after:
        at = route.stop(at, stop)
    route.join(at, route.add("end", "endEvent", "办结"))
    return draw(code, title, route.shapes, route.arrows)


def _examined(route: Route, stages: Sequence[Stage]) -> str:
    """The stages, led to by the acceptance; what to decide after."""
    # The condition stands on the arrow that leaves the gateway, whatever the first stage begins with.
    begun = len(route.arrows)
    at = "accept_gw"
    for number, stage in enumerate(stages, 1):
        at = route.stage(at, number, stage)
    for place in range(begun, len(route.arrows)):
        arrow = route.arrows[place]
        if arrow.source == "accept_gw":
            route.arrows[place] = Arrow(arrow.source, arrow.target, 'outcome = "accept"')
    return at
