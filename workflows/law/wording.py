"""Deadlines in words, in Chinese and English: the limit, and every reason for its last day as a citizen reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows.law.articles import cite, law_of
from workflows.law.clock import Reason
from workflows.law.dates import day_list, is_english, joined, long_date, short_date, span
from workflows.law.label import Label

UNITS = {
    "minute": (Label("分钟", "minute"), "minutes"),
    "hour": (Label("小时", "hour"), "hours"),
    "working_hour": (Label("个工作小时", "working hour"), "working hours"),
    "calendar_day": (Label("日", "calendar day"), "calendar days"),
    "working_day": (Label("个工作日", "working day"), "working days"),
    "month": (Label("个月", "month"), "months"),
    "year": (Label("年", "year"), "years"),
}
EVENTS = {
    "received": Label("收到申请", "receipt"),
    "accepted": Label("受理", "acceptance"),
    "decided": Label("作出决定", "the decision"),
    "granted": Label("作出准予决定", "the grant"),
    "refused": Label("作出不予决定", "the refusal"),
    "correction_asked": Label("告知补正", "the request for corrections"),
    "corrected": Label("补正", "your corrections"),
    "learned": Label("知道该决定", "learning of it"),
    "opened": Label("任务开始", "the start of the task"),
}
PROCEDURES = {
    "hearing": Label("听证", "a hearing"),
    "tender": Label("招标", "a tender"),
    "auction": Label("拍卖", "an auction"),
    "inspection": Label("检验", "an inspection"),
    "testing": Label("检测", "testing"),
    "quarantine": Label("检疫", "quarantine"),
    "appraisal": Label("鉴定", "an appraisal"),
    "expert_review": Label("专家评审", "expert review"),
    "site_visit": Label("现场核查", "the site visit"),
    "consult": Label("征求意见", "the consultation"),
    "court": Label("诉讼", "court proceedings"),
    "source_down": Label("数据源故障", "a data source that is down"),
}


def amount(value: int, unit: str, language: str) -> str:
    """A number of units: 20个工作日, 20 working days, 1 month."""
    label, plural = UNITS[unit]
    if is_english(language):
        return f"{value} {label.en if value == 1 else plural}"
    return f"{value}{label.zh}"


@dataclass(frozen=True)
class _Sentence:
    """What every part of a sentence needs: its language, and what was said before and is not said again."""

    language: str
    year: int
    law: str

    @property
    def is_english(self) -> bool:
        return is_english(self.language)

    def on(self, text: str) -> str:
        """An ISO date inside the sentence."""
        return short_date(date.fromisoformat(text), self.language, self.year)

    def days(self, texts: Sequence[str], bridged: bool = False) -> str:
        """ISO dates inside the sentence."""
        return day_list(map(date.fromisoformat, texts), self.language, self.year, bridged)


def procedure(code: str) -> Label:
    """What a procedure that stops a clock is called."""
    return PROCEDURES.get(code, Label(code, code))


def explain(reasons: Sequence[Reason], language: str) -> str:
    """The whole calculation as one sentence, without its full stop.

    `20 working days (行政许可法 42) from acceptance on 10 Sept; 25 Sept and 1–7 Oct not counted, ...`
    """
    told = {reason.code: reason.params for reason in reasons}
    year = date.fromisoformat(told["started"]["on"]).year
    sentence = _Sentence(language, year, law_of(told["limit"]["basis"]))
    # Days come right after the limit, because that is the sum which a reader checks first.
    parts = [_limit(told, sentence), _calendar(told, sentence)]
    parts += [_WORDS[reason.code](reason.params, sentence) for reason in reasons if reason.code in _WORDS]
    return ("; " if sentence.is_english else "；").join(part for part in parts if part)


def _limit(told: dict[str, Any], sentence: _Sentence) -> str:
    """How long, by which law, since when."""
    limit, started = told["limit"], told["started"]
    event = EVENTS.get(started["event"], Label(started["event"], started["event"]))
    long, basis = amount(limit["value"], limit["unit"], sentence.language), cite(limit["basis"], sentence.language)
    if sentence.is_english:
        return f"{long}{f' ({basis})' if basis else ''} from {event.en} on {sentence.on(started['on'])}"
    since = long_date(date.fromisoformat(started["on"]), sentence.language)
    return f"自{since}{event.zh}起{long}{f'（{basis}）' if basis else ''}"


def _calendar(told: dict[str, Any], sentence: _Sentence) -> str:
    """The days that the calendar took out and put in."""
    parts = []
    if "not_counted" in told:
        days = sentence.days(told["not_counted"]["days"], bridged=True)
        parts.append(f"{days} not counted" if sentence.is_english else f"{days}放假不计入")
    if "counted" in told:
        days = sentence.days(told["counted"]["days"])
        parts.append(f"{days} counted" if sentence.is_english else f"{days}调休上班计入")
    return (", " if sentence.is_english else "，").join(parts)


def _extended(params: dict[str, Any], sentence: _Sentence) -> str:
    long, on = amount(params["value"], params["unit"], sentence.language), sentence.on(params["on"])
    return f"extended by {long} on {on}" if sentence.is_english else f"{on}经批准延长{long}"


def _stopped(params: dict[str, Any], sentence: _Sentence) -> str:
    """A stop with its procedure and article; an open one says until when it is expected."""
    procedure = _procedure(params)
    basis = cite(params["basis"], sentence.language, sentence.law)
    if params["to_on"] is not None:
        first, last = date.fromisoformat(params["from_on"]), date.fromisoformat(params["to_on"])
        days = span(first, last, sentence.language, sentence.year)
        if sentence.is_english:
            return f"stopped {days} for {procedure.en} ({basis})"
        return f"{days}因{procedure.zh}停止计时（{basis}）"
    since, until = sentence.on(params["from_on"]), sentence.on(params["expected_on"])
    if sentence.is_english:
        expected = "" if until == since else f", expected until {until}"
        return f"stopped since {since} for {procedure.en} ({basis}){expected}"
    expected = "" if until == since else f"，预计至{until}"
    return f"{since}起因{procedure.zh}停止计时（{basis}）{expected}"


def _procedure(params: dict[str, Any]) -> Label:
    return procedure(params["procedure"])


def _runs_on(params: dict[str, Any], sentence: _Sentence) -> str:
    procedure, on = _procedure(params), sentence.on(params["on"])
    if sentence.is_english:
        return f"{procedure.en} from {on} does not stop it"
    return f"{on}起的{procedure.zh}不停止计时"


def _moved(params: dict[str, Any], sentence: _Sentence) -> str:
    from_on, to_on = sentence.on(params["from_on"]), sentence.on(params["to_on"])
    if sentence.is_english:
        return f"the last day, {from_on}, is not a working day, so it moves to {to_on}"
    return f"届满日{from_on}为休息日，顺延至{to_on}"


def _after_hours(params: dict[str, Any], sentence: _Sentence) -> str:
    on = sentence.on(params["from_on"])
    return f"it came after office hours and counts as of {on}" if sentence.is_english else f"下班后提交，按{on}起算"


def _close(params: dict[str, Any], sentence: _Sentence) -> str:
    return f"ends at {params['at']}" if sentence.is_english else f"截止到当日{params['at']}"


def _provisional(params: dict[str, Any], sentence: _Sentence) -> str:
    years = joined([str(one) for one in params["years"]], sentence.language)
    if sentence.is_english:
        return f"provisional until the holidays of {years} are published"
    return f"{years}年放假安排尚未公布，暂按法定节假日计算"


_WORDS: dict[str, Callable[[dict[str, Any], _Sentence], str]] = {
    "extended": _extended,
    "stopped": _stopped,
    "runs_on": _runs_on,
    "moved": _moved,
    "after_hours": _after_hours,
    "close_of_business": _close,
    "provisional": _provisional,
}
