"""A pack with one thing wrong is told that one thing, with its file, its line and what to write."""

import re

import pytest

from tests.workflows.catalogue.samples import PROCESS, SERVICE, SHIPPED, changed, faults, line_of
from workflows.catalogue.checks import check
from workflows.catalogue.documents import ADVERSE, DOCUMENTS
from workflows.catalogue.pack import Pack

IN_SERVICE = [
    # shape
    ("level: 4", "level: 7", "level", "maximum"),
    ("level: 4", "levle: 4", "levle", "unknown_word"),
    ("identity_level: 2\n", "", "", "missing"),
    ("kind: permit", "kind: wish", "kind", "enum"),
    ("days: 60", "days: 30", "rights.reconsideration.days", "minimum"),
    ("months: 6", "months: 3", "rights.litigation.months", "minimum"),
    ("en: No fee.}", "en: No fee, never.}", "fee.text.never.", "unknown_word"),
    # expressions
    ("rule: lease_to >", "rule: lease_too >", "fields[5].rule", "unknown_name"),
    ("rule: lease_to >", "rule: lease_to > >", "fields[5].rule", "expression"),
    # form
    ("type: area", "type: aria", "fields[3].type", "unknown_type"),
    ("code: landlord", "code: shop_name", "fields[6].code", "taken"),
    ("code: landlord", "code: operator_id_birth", "fields[8].code", "taken"),
    ("code: landlord", "code: outcome", "fields[6].code", "taken"),
    ("group: food\n    type: multiselect", "group: drink\n    type: multiselect", "fields[10].group", "unknown_group"),
    ("min: 6\n", "min: 30000\n", "fields[3].max", "bound"),
    ("max: 60", 'max: "60"', "fields[0].max", "bound"),
    ("type: multiselect", "type: text", "fields[10]", "options"),
    ("code: cold, label", "code: hot, label", "fields[10]", "options"),
    # languages
    ("en: Landlord", "en: 出租方", "fields[6].label.en", "not_english"),
    ("zh: 出租方", "zh: Vermieter", "fields[6].label.zh", "not_chinese"),
    # papers
    ("en: Lease of the premises", "en: Other documents", "papers[2].label", "catch_all"),
    ("zh: 房屋租赁合同", "zh: 租赁合同及其他材料", "papers[2].label", "catch_all"),
    ("material: lease_contract", "material: leese", "papers[2].material", "unknown_material"),
    ("{landlord: landlord,", "{landlady: landlord,", "papers[2].prefill.landlady", "unknown_field"),
    ("{landlord: landlord,", "{landlord: landlady,", "papers[2].prefill.landlord", "unknown_field"),
    # limits
    ("value: 10\n    unit: working_day\n    basis: 市场", "value: 4\n    unit: working_day\n    basis: 市场",
     "limits.promised.value", "longer_than_legal"),
    ("basis: 行政许可法 44", "basis: 惯例", "limits.certificate.basis", "no_article"),
    ("starts: granted", "starts: full_moon", "limits.certificate.starts", "unknown_start"),
    ("stops: article_45", "stops: {site_visit: 行政许可法 34}", "limits.legal.stops", "stops_clock"),
    ("silence: deem_accepted", "stops: article_45", "limits.answer.stops", "stops_clock"),
    ("basis: 市场监管总局令第78号（未核实）\n    starts: accepted\n    extend: 5",
     "basis: 行政许可法 42\n    starts: accepted\n    extend: 11", "limits.legal.extend", "extension"),
    ("basis: 行政许可法 32(1)(4)", "basis: 登记条例 19", "limits.answer.silence", "silence"),
    ("unit: working_day\n    basis: 行政许可法 44", "unit: calendar_day\n    basis: 行政许可法 44",
     "limits.certificate.unit", "unit"),
    # guards
    ("kind: consult", "kind: gossip", "steps.fire_consult.kind", "unknown_kind"),
    ("    role: food_reviewer\n", "", "steps.food_review.role", "nobody"),
    ("min_staff: 2", "min_staff: 1", "steps.site_visit.min_staff", "too_few"),
    ("excludes: [food_review, fire", "excludes: [fire", "steps.decide.excludes", "own_review"),
    ("excludes: [food_review, fire", "excludes: [food_review, moon, fire", "steps.decide.excludes", "unknown_step"),
    ("- {code: not_accept, label: {zh: 不予受理, en: Do not accept}}", "# none", "steps.accept.outcomes", "must_offer"),
    ("code: not_accept, label", "code: throw_away, label", "steps.accept.outcomes", "no_verb"),
    ("{code: disagree, label", "{code: agree, label", "steps.food_review.outcomes", "taken"),
    # sight
    ("reads: [shop_name, address, area_sqm, scope, seats, lease]", "reads: [shop_name, moon]",
     "steps.fire_consult.reads", "unknown_field"),
    ("    role: front_desk\n", "    role: front_desk\n    reads: [seats]\n", "steps.accept.reads", "reads_all"),
    ("    role: food_head\n", "    role: food_head\n    reads: [seats]\n", "steps.decide.reads", "reads_all"),
    # route
    ("  site_visit:\n    kind", "  moon_visit:\n    kind", "steps.moon_visit", "not_drawn"),
    # guide
    ("charged: false", "charged: true", "fee", "amount"),
    ("field: address}", "field: addres}", "result.fields[3].field", "unknown_field"),
    ('  elicence_type: "119901000089900102002"\n', "", "result", "elicence_type"),
]  # fmt: skip


def test_the_shipped_pack_has_no_fault():
    assert check(SHIPPED) == []


@pytest.mark.parametrize(("old", "new", "path", "code"), IN_SERVICE, ids=lambda value: str(value)[:24])
def test_one_wrong_thing_in_the_service_is_told_where_it_stands(old, new, path, code):
    assert (SERVICE, path, code) in faults(changed(SERVICE, old, new))


def test_a_fault_names_the_line_in_which_it_stands():
    pack = changed(SERVICE, "en: Landlord", "en: 出租方")
    (fault,) = check(pack)
    assert fault.line == line_of(pack, SERVICE, "en: 出租方")
    assert str(fault).startswith(f"service.yaml:{fault.line}: fields[6].label.en: ")


def test_a_slip_of_the_pen_is_told_with_the_word_that_was_meant():
    assert "did you mean `level`?" in str(check(changed(SERVICE, "level: 4", "levle: 4"))[-1])
    assert "did you mean `lease_to`?" in str(check(changed(SERVICE, "rule: lease_to >", "rule: lease_too >"))[0])


def test_a_comma_that_cuts_a_text_off_is_explained():
    assert "write" not in (told := str(check(changed(SERVICE, "en: No fee.}", "en: No fee, never.}"))[0]))
    assert "in quotes" in told


HELD = '<startEvent id="start"'
CALLED = '</process><process id="q"><userTask id="inner"/></process>'


@pytest.mark.parametrize(
    ("old", "new", "element", "code"),
    [
        (HELD, '<receiveTask id="letter"/>' + HELD, "letter", "no_step"),
        (HELD, '<callActivity id="call" calledElement="food_permit_2"/>' + HELD, "call", "unknown_reference"),
        ("seats &gt; 75", "chairs &gt; 75", "f_visit", "unknown_name"),
        ("seats &gt; 75", "seats &gt;&gt; 75", "f_visit", "expression"),
        ('<userTask id="site_visit"', '<serviceTask id="site_visit"', "", "xml"),
        ('name="answered"', 'name="replied"', "accept", "no_answer"),
        ('outcome = "not_accept"', 'outcome = "bored"', "not_accepted", "no_decision"),
        ('sourceRef="food_review" targetRef="visit_gw"', 'sourceRef="food_review" targetRef="issue"', "site_visit",
         "unreachable"),
        ('sourceRef="join" targetRef="decide"', 'sourceRef="join" targetRef="issue"', "issue", "no_decision"),
        ('sourceRef="join" targetRef="decide"', 'sourceRef="join" targetRef="end"', "end", "no_decision"),
        ('default="f_refuse"', "", "decided_gw", "no_condition"),
    ],
)  # fmt: skip
def test_one_wrong_thing_in_the_drawing_is_told_at_its_element(old, new, element, code):
    assert (PROCESS, element, code) in faults(changed(PROCESS, old, new))


def test_a_call_of_another_process_is_told_with_what_to_draw_instead():
    text = SHIPPED.files[PROCESS].decode().replace(HELD, '<callActivity id="call" calledElement="q"/>' + HELD, 1)
    pack = Pack({**SHIPPED.files, PROCESS: text.replace("</process>", CALLED, 1).encode()})
    assert (PROCESS, "call", "called") in faults(pack)


def test_a_step_that_is_drawn_but_not_described_is_told():
    text = SHIPPED.files[SERVICE].decode()
    start, end = text.index("  city_consult:\n"), text.index("  site_visit:\n")
    pack = Pack({**SHIPPED.files, SERVICE: (text[:start] + text[end:]).encode()})
    assert (PROCESS, "city_consult", "no_step") in faults(pack)


def test_a_person_s_step_drawn_as_a_service_is_told():
    drawn = SHIPPED.files[PROCESS].replace(b'<userTask id="fire_consult"', b'<serviceTask id="fire_consult"')
    head, tail = drawn.split(b'<serviceTask id="fire_consult"')
    pack = Pack({**SHIPPED.files, PROCESS: head + b'<serviceTask id="fire_consult"' +
                 tail.replace(b"</userTask>", b"</serviceTask>", 1)})  # fmt: skip
    assert (PROCESS, "fire_consult", "wrong_element") in faults(pack)


@pytest.mark.parametrize("name", [*DOCUMENTS, "certificate"])
def test_a_missing_document_is_told(name):
    files = {path: data for path, data in SHIPPED.files.items() if path != f"documents/{name}.html"}
    assert (f"documents/{name}.html", "", "no_document") in faults(Pack(files))


@pytest.mark.parametrize("name", sorted(ADVERSE))
@pytest.mark.parametrize("part", ["reasons", "bases", "rights"])
def test_an_adverse_document_cannot_leave_out_reasons_law_or_rights(name, part):
    file = f"documents/{name}.html"
    without = re.sub(rf"\$\{{[#/]?{part}\}}", "", SHIPPED.files[file].decode())
    assert (file, "", "must_use") in faults(Pack({**SHIPPED.files, file: without.encode()}))


@pytest.mark.parametrize(
    ("text", "code"),
    [("${moon}", "unknown_placeholder"), ('<img src="x">', "foreign"), ("<script>", "foreign"),
     ('<p onclick="x">', "foreign")],
)  # fmt: skip
def test_what_may_not_stand_in_a_document_is_told_with_its_line(text, code):
    pack = changed("documents/certificate.html", "<dl>", f"<dl>\n{text}\n")
    (fault,) = check(pack)
    assert (fault.file, fault.line, fault.code) == ("documents/certificate.html", 4, code)


def test_a_document_that_no_step_makes_is_told():
    pack = Pack({**SHIPPED.files, "documents/poem.html": b"<p>${applicant}</p>"})
    assert faults(pack) == {("documents/poem.html", "", "unknown_document")}


@pytest.mark.parametrize(
    ("old", "new", "path", "code"),
    [
        ("opens: [site_visit, fire_consult, city_consult]", "opens: [fire_consult]", "[2].then", "not_as_told"),
        ("never: [site_visit, not_accepted]", "never: [decide]", "[0].then", "not_as_told"),
        ("{step: accept, outcome: accept}", "{step: accept, outcome: vanish}", "[0].when[0]", "not_as_told"),
        ("given: {scope: [hot], seats: 32}", "given: {scoop: [hot]}", "[0].given.scoop", "unknown_field"),
        ("ends: not_accepted", "ends: end", "[7].then", "not_as_told"),
        ("{message: answered}", "{message: nothing}", "[5].when[1]", "not_as_told"),
        ("- {service: issue}", "- {service: deliver}", "[0].when[5]", "not_as_told"),
        ("when:", "whenever:", "[0].whenever", "unknown_word"),
    ],
)
def test_a_scenario_that_goes_another_way_is_told(old, new, path, code):
    assert ("scenarios.yaml", path, code) in faults(changed("scenarios.yaml", old, new))
