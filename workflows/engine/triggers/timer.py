"""Timer: a duration, a moment or a cycle; the outside keeps the clock and says when it is due."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from workflows.engine.events import TimerSet
from workflows.engine.faults import Failed, Reason
from workflows.engine.feel import MonthsDuration
from workflows.engine.marking import Wait
from workflows.engine.run import Run
from workflows.engine.source import Source, Xml, children
from workflows.engine.timing import DURATION, MOMENT, WORKING, is_due
from workflows.engine.trigger import Trigger
from workflows.engine.values import Definition, Node

_FORMS = {"timeDuration": "duration", "timeDate": "date", "timeCycle": "cycle"}
_LITERAL = {
    "duration": re.compile(f"{DURATION}|{WORKING}"),
    "date": re.compile(MOMENT),
    "cycle": re.compile(rf"R(?P<times>\d*)/(?:(?P<first>{MOMENT})/)?(?P<every>{DURATION}|{WORKING})"),
}


class Timer(Trigger):
    """A rule is ISO 8601, `5 working days`, `8 working hours`, or a FEEL expression that gives one of them."""

    code = "timer"

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        for name, rule in children(xml):
            if form := _FORMS.get(name):
                text = "".join(str(part) for part in rule.itertext()).strip()
                if not text:
                    break
                literal = _matched(form, text)
                return Definition(self, "", text, None if literal else source.compiled(text, owner), form)
        source.fault(owner, "no_timer", "The timer has no rule.", "Give it a duration, a date or a cycle.")
        return Definition(self)

    def arm(self, run: Run, node: Node, host: str, scope: str) -> None:
        definition = self.definition(node)
        rule = definition.text
        if definition.expression is not None:
            rule = _written(run.evaluate(definition.expression, rule, node.id, scope, {}))
        match = _matched(definition.form, rule)
        if match is None:
            # What it gave may come from an answer of the applicant, and stays out of the incident.
            types = run.types([definition.expression] if definition.expression else [], scope)
            raise Failed(Reason(node.id, "timer_rule", f"it gives no {definition.form}", definition.text, types))
        if definition.form != "cycle":
            self._set(run, node, host, scope, rule, 0, "")
            return
        times = int(match["times"]) if match["times"] else None
        repeat = None if times is None else max(times - 1, 0)
        self._set(run, node, host, scope, match["first"] or match["every"], repeat, match["every"])

    def _set(self, run: Run, node: Node, host: str, scope: str, rule: str, repeat: int | None, every: str) -> None:
        wait = run.wait(node, host, scope, data={"repeat": repeat, "every": every} if every else None)
        run.effects.append(TimerSet(wait.id, node.id, rule, repeat))

    def again(self, run: Run, wait: Wait) -> None:
        node = run.node(wait)
        if wait.data and wait.data["repeat"] != 0:
            # Each firing is a timer of its own: a caller that rings late or twice cannot miscount a cycle.
            left = wait.data["repeat"]
            every = wait.data["every"]
            self._set(run, node, wait.host, wait.scope, every, None if left is None else left - 1, every)


def _matched(form: str, rule: str) -> re.Match[str] | None:
    match = _LITERAL[form].fullmatch(rule)
    if match is None:
        return None
    parts = [match["first"] or match["every"], match["every"]] if form == "cycle" else [rule]
    return match if all(is_due(part) for part in parts) else None


def _written(value: Any) -> str:
    if isinstance(value, timedelta):
        return f"PT{Decimal(value // timedelta(microseconds=1)) / 1_000_000:f}S"
    if isinstance(value, MonthsDuration):
        return f"P{value.months}M"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


KIND = Timer()
