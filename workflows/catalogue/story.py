"""A scenario that was driven, told as a story: what happened on which day, and how each of its days was counted."""

from collections.abc import Iterator, Mapping
from typing import Any

from workflows.catalogue import form
from workflows.catalogue.drive import Line, Run
from workflows.law.dates import is_english
from workflows.law.label import Label
from workflows.law.wording import explain

VERBS: Mapping[str, Label] = {
    "submit": Label("申请人提交申请", "the applicant hands it in"),
    "resubmit": Label("申请人补正后再次提交", "the applicant hands in the corrections"),
    "deem_accepted": Label("逾期未答复，视为受理", "nobody has answered: it counts as accepted"),
    "lapse": Label("逾期未补正，视为放弃", "the applicant has not answered: it lapses"),
    "withdraw": Label("申请人撤回申请", "the applicant withdraws it"),
    "stop_clock": Label("特别程序开始，停止计时", "a procedure begins and the clock stands"),
    "resume_clock": Label("特别程序结束，恢复计时", "the procedure is over and the clock runs"),
    "extend": Label("经批准延长期限", "the limit is extended"),
    "issue": Label("制作证照", "the certificate is made"),
    "deliver": Label("送达", "it is delivered"),
    "post_notice": Label("公示开始", "the notice is posted"),
    "timer": Label("定时到期", "a timer runs out"),
}
LAMPS: Mapping[str, Label] = {
    "green": Label("绿灯", "green"),
    "yellow": Label("黄灯", "yellow"),
    "red": Label("红灯", "red"),
}


def tell(run: Run, scenario: Mapping[str, Any], language: str) -> Iterator[str]:
    """The lines of the story, without line ends."""
    title = Label(**scenario["title"])
    yield f"{run.item.code} / {scenario['code']}: {title.text(language)}"
    answers = ", ".join(
        f"{field.label.text(language)} {form.show(run.item, field.code, run.values[field.code], language)}"
        for field in run.item.fields
        if run.values.get(field.code) is not None and not field.sensitive
    )
    if answers:
        yield f"  {Label('填报', 'Given').text(language)}: {answers}"
    for line in run.story:
        yield f"  {run.calendar.local(line.at):%Y-%m-%d %H:%M}  {_words(run, line, language)}"
    opened = [run.item.steps[e].label.text(language) for e in run.marking.work.values() if e in run.item.steps]
    if opened:
        yield f"  {Label('待办', 'Open').text(language)}: {', '.join(opened)}"
    yield from _clocks(run, language)


def _words(run: Run, line: Line, language: str) -> str:
    step = run.item.steps.get(line.element)
    if step is None:
        return f"{VERBS[line.verb].text(language)} [{line.state}]"
    outcome = step.outcome(line.outcome)
    what = outcome.label.text(language) if outcome else VERBS[line.verb].text(language) if line.verb in VERBS else ""
    return f"{step.label.text(language)}{f': {what}' if what else ''} [{line.state}]"


def _clocks(run: Run, language: str) -> Iterator[str]:
    """Each limit that has begun: its name, its last day, its lamp, and how it was counted."""
    for code, limit in run.item.limits.items():
        found = run.deadline(code)
        if found is None:
            continue
        name = (limit.label or Label(code, code)).text(language)
        lamp = LAMPS[run.lamp(code) or "green"].text(language)
        kept = run.closed.get(code)
        until = f"{run.calendar.local(found.due_at):%Y-%m-%d %H:%M}"
        words = ("due", "kept on") if is_english(language) else ("截止", "办结于")
        ended = f", {words[1]} {run.calendar.local(kept):%Y-%m-%d}" if kept else ""
        yield f"  {name}: {words[0]} {until} ({lamp}{ended}). {explain(found.reasons, language)}"
