"""A new service item from a few answers: the files of a pack that passes every check and can be worked on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflows.catalogue.pack import PROCESS, SCENARIOS, SERVICE
from workflows.catalogue.routes import Stop, applied_for

KINDS: Mapping[str, tuple[str, str]] = {"licence": ("permit", "01"), "service": ("permit", "20")}
"""What may be asked for: the kind of matter, and the type of power (GB/T 39554.1)."""


@dataclass(frozen=True)
class Answer:
    """What `new` asks: one line a question."""

    name: str
    question: str
    usual: str = ""
    """Taken where nothing is answered; `{name}` stands for an earlier answer."""


QUESTIONS = (
    Answer("kind", "licence (行政许可) or service (公共服务、确认)", "licence"),
    Answer("code", "Code: small letters, digits and _, e.g. bicycle_permit"),
    Answer("title_zh", "Title in Chinese, e.g. 共享单车投放许可"),
    Answer("title_en", "Title in English"),
    Answer("summary_zh", "For whom, and what comes of it, one sentence in Chinese", "办理{title_zh}。"),
    Answer("summary_en", "The same in English", "{title_en}."),
    Answer("body", "Code of the body that decides, e.g. amr"),
    Answer("desk", "Code of the body whose front desk accepts", "{body}"),
    Answer("reviewer", "Role that reviews", "reviewer"),
    Answer("head", "Role that decides", "head"),
    Answer("law_zh", "The law it rests on, in Chinese", "中华人民共和国行政许可法"),
    Answer("law_en", "The law in English", "Administrative Licensing Law"),
    Answer("article", "Its article", "42"),
    Answer("basis", "The law and article of the time limit, short", "行政许可法 42"),
    Answer("legal", "Legal limit in working days", "20"),
    Answer("promised", "Promised limit in working days", "10"),
    Answer("paper", "Is the ID card to be uploaded? yes or no", "yes"),
    Answer("visit", "Is there a site visit? yes or no", "no"),
    Answer("result_zh", "What is handed out, in Chinese", "{title_zh}证"),
    Answer("result_en", "What is handed out, in English", "{title_en}"),
    Answer("years", "Valid for how many years; 0 without end", "5"),
    Answer("licence_type", "Licence type, 21 characters (GB/T 36904)", "119901000089900102999"),
    Answer("government_zh", "Who reconsiders decisions, in Chinese", "本级人民政府"),
    Answer("government_en", "Who reconsiders decisions, in English", "the people's government at the same level"),
    Answer("court_zh", "The court, in Chinese", "有管辖权的人民法院"),
    Answer("court_en", "The court, in English", "the people's court with jurisdiction"),
)


class BadAnswer(ValueError):
    """An answer from which no item can be made; the message says what to write."""


def checked(name: str, answer: str) -> str:
    """The answer. Raises BadAnswer."""
    if not answer:
        raise BadAnswer(f"`{name}` must be answered.")
    if name == "kind" and answer not in KINDS:
        raise BadAnswer(f"`{answer}` is no kind; write one of {', '.join(KINDS)}.")
    if name in ("legal", "promised", "years") and not answer.isdigit():
        raise BadAnswer(f"`{name}` is a whole number, not `{answer}`.")
    if name in ("visit", "paper") and answer not in ("yes", "no"):
        raise BadAnswer("Write yes or no.")
    return answer


def files(given: Mapping[str, str]) -> dict[str, str]:
    """The text of each file of the pack, by its path, from the answers to all of QUESTIONS. Raises BadAnswer."""
    answers = {one.name: checked(one.name, given[one.name]) for one in QUESTIONS}
    stops = [Stop("review", "审查")] + ([Stop("site_visit", "现场核查")] if answers["visit"] == "yes" else [])
    return {
        SERVICE: "\n".join(_service(answers)) + "\n",
        PROCESS: applied_for(answers["code"], answers["title_zh"], [[stops]]),
        SCENARIOS: "\n".join(_scenarios(answers)) + "\n",
    }


def _quoted(text: str) -> str:
    # JSON is YAML, and needs no look at what is inside.
    return json.dumps(text, ensure_ascii=False)


def _both(zh: str, en: str) -> str:
    return f"{{zh: {_quoted(zh)}, en: {_quoted(en)}}}"


def _service(a: Mapping[str, str]) -> Iterator[str]:
    """The lines of service.yaml."""
    kind, power = KINDS[a["kind"]]
    yield from _guide(a, kind, power)
    yield from FORM.splitlines()
    yield from (PAPERS if a["paper"] == "yes" else "\npapers: []").splitlines()
    yield from _limits(a)
    yield from _steps(a)
    yield from _result(a)


def _guide(a: Mapping[str, str], kind: str, power: str) -> Iterator[str]:
    yield "# Made from a template. Lines that begin with # are for you; every text is {zh: ..., en: ...}."
    yield "format: onedoor-pack/1"
    yield f"code: {a['code']}"
    yield f"kind: {kind}"
    yield f"texts: {a['kind']}"
    yield f"title: {_both(a['title_zh'], a['title_en'])}"
    yield f"summary: {_both(a['summary_zh'], a['summary_en'])}"
    yield f"body: {a['body']}"
    yield f'codes: {{basic: "990199990001", type: "{power}"}}'
    yield "level: 4"
    yield "identity_level: 2"
    yield "audience: [natural_person, legal_person]"
    yield "channels: [web, mobile, hall, api]"
    yield "# Words by which people find it, beside its title."
    yield f"keywords: {{zh: [{_quoted(a['title_zh'])}], en: [{_quoted(a['title_en'])}]}}"
    yield ""
    yield "conditions:"
    condition = (f"符合{a['law_zh']}规定的条件。", f"You meet the conditions of the {a['law_en']}.")
    yield f"  - {_both(*condition)}"
    yield "bases:"
    yield f"  - {{law: {_both(a['law_zh'], a['law_en'])}, article: {_quoted(a['article'])}}}"


FORM = """
groups:
  - {code: applicant, label: {zh: 申请人, en: Applicant}}
  - {code: matter, label: {zh: 申请事项, en: What you ask for}}

fields:
  - code: holder_name
    group: applicant
    type: name
    label: {zh: 姓名, en: Name}
    required: true
  - code: holder_id
    group: applicant
    type: id_number
    label: {zh: 身份证号, en: ID number}
    required: true
    sensitive: true
  - code: mobile
    group: applicant
    type: mobile
    label: {zh: 手机号, en: Mobile number}
    required: true
    sensitive: true
  - code: reason
    group: matter
    type: text
    label: {zh: 申请理由, en: Why you ask for it}
    required: true
    max: 200
account: {name: holder_name, id_number: holder_id, mobile: mobile}
"""
PAPERS = """
papers:
  - code: id_card
    label: {zh: 居民身份证, en: ID card}
    material: resident_id
    why: {zh: 核对申请人身份。, en: To check who you are.}
    required: true
    prefill: {name: holder_name, id_number: holder_id}
"""


def _limits(a: Mapping[str, str]) -> Iterator[str]:
    is_licence, basis = a["kind"] == "licence", _quoted(a["basis"])
    yield ""
    yield "limits:"
    silence = ("basis: 行政许可法 32(1)(4)", "silence: deem_accepted") if is_licence else (f"basis: {basis}",)
    stops = ("stops: article_45",) if is_licence else ()
    yield from _limit("answer", "受理答复", "Answer to your application", "5", "starts: received", *silence)
    yield from _limit(
        "correction", "补正答复", "Your answer to a request for corrections", "15", "starts: correction_asked",
        f"basis: {basis}",
    )  # fmt: skip
    decision = (f"basis: {basis}", "starts: accepted", *stops)
    yield from _limit("legal", "法定办结时限", "Legal time limit", a["legal"], *decision)
    yield from _limit("promised", "承诺办结时限", "Promised time limit", a["promised"], *decision)
    if is_licence:
        yield from _limit("certificate", "颁发证件", "Certificate", "10", "basis: 行政许可法 44", "starts: granted")


def _limit(code: str, zh: str, en: str, days: str, *more: str) -> Iterator[str]:
    yield f"  {code}:"
    yield f"    label: {{zh: {zh}, en: {en}}}"
    yield f"    value: {days}"
    yield "    unit: working_day"
    yield from (f"    {line}" for line in more)


def _steps(a: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield "steps:"
    yield from STEPS.format(**a).splitlines()
    if a["visit"] == "yes":
        yield from VISIT.format(**a).splitlines()
    judges = "review, site_visit" if a["visit"] == "yes" else "review"
    yield from DECIDE.format(judges=judges, **a).splitlines()


STEPS = """  accept:
    kind: accept
    label: {{zh: 受理, en: Check and accept}}
    body: {desk}
    role: front_desk
    limit: {{value: 1, unit: working_day}}
    outcomes:
      - {{code: accept, label: {{zh: 受理, en: Accept}}}}
      - {{code: ask_correction, label: {{zh: 一次告知补正, en: Ask once for corrections}}}}
      - {{code: not_accept, label: {{zh: 不予受理, en: Do not accept}}}}
  review:
    kind: review
    label: {{zh: 审查, en: Review}}
    body: {body}
    role: {reviewer}
    limit: {{value: 2, unit: working_day}}
    outcomes:
      - {{code: agree, label: {{zh: 符合条件, en: Meets the conditions}}}}
      - {{code: disagree, label: {{zh: 不符合条件, en: Does not meet the conditions}}, needs_reason: true}}"""
VISIT = """  site_visit:
    kind: site_visit
    label: {{zh: 现场核查, en: Site visit}}
    body: {body}
    role: {reviewer}
    limit: {{value: 2, unit: working_day}}
    min_staff: 2
    outcomes:
      - {{code: passed, label: {{zh: 核查合格, en: Passed}}}}
      - {{code: failed, label: {{zh: 核查不合格, en: Failed}}, needs_reason: true}}"""
DECIDE = """  decide:
    kind: decide
    label: {{zh: 作出决定, en: Decision}}
    body: {body}
    role: {head}
    limit: {{value: 1, unit: working_day}}
    excludes: [{judges}]
    outcomes:
      - {{code: grant, label: {{zh: 准予, en: Grant}}}}
      - {{code: refuse, label: {{zh: 不予, en: Refuse}}}}
  issue: {{kind: issue, label: {{zh: 制作证照, en: Make the certificate}}}}
  deliver: {{kind: deliver, label: {{zh: 送达, en: Deliver}}}}"""


def _result(a: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield "fee: {charged: false, text: {zh: 不收费。, en: No fee.}, basis: 行政许可法 58}"
    yield ""
    yield "result:"
    yield "  code: certificate"
    yield f"  label: {_both(a['result_zh'], a['result_en'])}"
    yield "  template: certificate"
    yield f"  validity_years: {a['years'] if a['years'] != '0' else 'null'}"
    yield f"  elicence_type: {_quoted(a['licence_type'])}"
    yield "  public: false"
    yield "  fields: [{label: {zh: 持证人, en: Holder}, field: holder_name}]"
    yield ""
    yield "rights:"
    channel = _both("本办件页面“申请行政复议”", "“Apply for reconsideration” on the page of your case")
    body = _both(a["government_zh"], a["government_en"])
    yield f"  reconsideration: {{body: {body}, days: 60, channel: {channel}}}"
    yield f"  litigation: {{court: {_both(a['court_zh'], a['court_en'])}, months: 6}}"


def _scenarios(a: Mapping[str, str]) -> Iterator[str]:
    """Stories that hold for every item of this template; the author adds those of the item."""
    visit = ["    - {step: site_visit, outcome: passed}"] if a["visit"] == "yes" else []
    yield "# Each story must come true before the item is published: what is given, what happens when, what holds then."
    for code, zh, en, outcome, ends in (
        ("granted", "符合条件，准予", "Meets the conditions and is granted", "grant", ["    - {service: issue}"]),
        ("refused", "不符合条件，不予", "Does not meet the conditions and is refused", "refuse", []),
    ):
        yield f"- code: {code}"
        yield f"  title: {_both(zh, en)}"
        yield '  received: "2026-03-02"'
        yield "  given: {reason: 开展业务需要}"
        yield "  when:"
        yield "    - {step: accept, outcome: accept}"
        yield f"    - {{step: review, outcome: {'agree' if outcome == 'grant' else 'disagree'}}}"
        yield from visit
        yield f"    - {{step: decide, outcome: {outcome}}}"
        yield from ends
        yield "    - {service: deliver}"
        yield "  then: {ends: end, state: finished}"
    yield "- code: corrected"
    yield "  title: {zh: 补正后受理, en: Accepted after a correction}"
    yield "  given: {reason: 开展业务需要}"
    yield "  when:"
    yield "    - {step: accept, outcome: ask_correction}"
    yield "    - {message: answered}"
    yield "    - {step: accept, outcome: accept}"
    yield "  then: {state: accepted, opens: [review]}"
