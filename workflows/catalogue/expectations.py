"""What a scenario expects at its end, one function a word; the first that does not hold is told."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workflows.catalogue import form
from workflows.catalogue.drive import NotAsTold, Run
from workflows.engine.feel import FeelError, compile_expression


def hold(run: Run, then: Mapping[str, Any], problems: Mapping[str, str]) -> None:
    """Raises NotAsTold for the first expectation that does not hold."""
    for word, wanted in then.items():
        if told := _problems(problems, wanted) if word == "problems" else WORDS[word](run, wanted):
            raise NotAsTold(told)


def _opens(run: Run, wanted: Sequence[str]) -> str:
    opened = sorted(run.marking.work.values())
    return "" if opened == sorted(wanted) else f"open at the end is {', '.join(opened) or 'nothing'}"


def _awaits(run: Run, wanted: Sequence[str]) -> str:
    awaited = sorted(run.awaited)
    return "" if awaited == sorted(wanted) else f"waited for at the end is {', '.join(awaited) or 'nothing'}"


def _ends(run: Run, wanted: str) -> str:
    if run.ended[-1:] == [wanted]:
        return ""
    return f"it {'ends at ' + run.ended[-1] if run.ended else 'does not end'}"


def _never(run: Run, wanted: Sequence[str]) -> str:
    passed = sorted(set(wanted) & set(run.path))
    return f"{', '.join(passed)} was reached" if passed else ""


def _path(run: Run, wanted: Sequence[str]) -> str:
    rest = iter(run.path)
    missing = next((one for one in wanted if one not in rest), "")
    way = ", ".join(passed for passed in run.path if passed in run.item.process.nodes)
    return f"{missing} was not reached in its turn; the way was {way}" if missing else ""


def _state(run: Run, wanted: str) -> str:
    return "" if run.state == wanted else f"its legal state is {run.state}"


def _due(run: Run, wanted: Mapping[str, str]) -> str:
    for code, day in wanted.items():
        found = run.deadline(code) if code in run.item.limits else None
        if found is None:
            return f"the limit {code} does not run"
        local = run.calendar.local(found.due_at)
        shown = f"{local:%Y-%m-%d %H:%M}" if ":" in day else f"{local:%Y-%m-%d}"
        if shown != day:
            return f"the limit {code} ends on {shown}"
    return ""


def _lamps(run: Run, wanted: Mapping[str, str]) -> str:
    for code, colour in wanted.items():
        shown = run.lamp(code) if code in run.item.limits else None
        if shown != colour:
            return f"the lamp of {code} is {shown or 'not lit'}"
    return ""


def _problems(found: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    for field, code in wanted.items():
        if found.get(field, "") != code:
            return f"{field} has {'the problem ' + found[field] if field in found else 'no problem'}"
    if not wanted and found:
        return f"the form has problems: {', '.join(f'{field} {code}' for field, code in found.items())}"
    return ""


def _asks(run: Run, wanted: Sequence[str]) -> str:
    asked = {field.code for field in form.asked(run.item, run.values, run.at)}
    missing = sorted(set(wanted) - asked)
    return f"{', '.join(missing)} is not asked" if missing else ""


def _asks_not(run: Run, wanted: Sequence[str]) -> str:
    asked = {field.code for field in form.asked(run.item, run.values, run.at)} & set(wanted)
    needed = {slot.code for slot, is_needed in form.slots_asked(run.item, run.values, run.at) if is_needed}
    return f"{', '.join(sorted(asked | needed & set(wanted)))} is asked" if asked or needed & set(wanted) else ""


def _needs(run: Run, wanted: Sequence[str]) -> str:
    needed = {slot.code for slot, is_needed in form.slots_asked(run.item, run.values, run.at) if is_needed}
    needed |= form.required(run.item, run.values, run.at)
    missing = sorted(set(wanted) - needed)
    return f"{', '.join(missing)} is not needed" if missing else ""


def _holds(run: Run, wanted: Sequence[str]) -> str:
    for text in wanted:
        try:
            value = compile_expression(text)(run.facts, calendar=run.calendar, now=run.at)
        except FeelError as error:
            return f"`{text}` cannot be computed: {error}"
        if value is not True:
            return f"`{text}` does not hold"
    return ""


def _shows(run: Run, wanted: Mapping[str, str]) -> str:
    for code, text in wanted.items():
        shown = form.show(run.item, code, run.values.get(code), "zh-hans")
        if shown != text:
            return f"{code} shows “{shown}”"
    return ""


def _deemed(run: Run, wanted: bool) -> str:
    return "" if run.deemed == wanted else f"it was {'' if run.deemed else 'not '}accepted by silence"


WORDS: Mapping[str, Callable[[Run, Any], str]] = {
    "opens": _opens,
    "awaits": _awaits,
    "ends": _ends,
    "never": _never,
    "path": _path,
    "state": _state,
    "due": _due,
    "lamps": _lamps,
    "asks": _asks,
    "asks_not": _asks_not,
    "needs": _needs,
    "holds": _holds,
    "shows": _shows,
    "deemed": _deemed,
}
"""The words under `then`, beside `problems`; each answers what is otherwise, or nothing."""
