"""A permit with what the shipped one lacks: a sub-process, a vote of many, a timer."""

from functools import cache
from uuid import UUID

from ocr.api import store
from tests.cast import Cast
from tests.workflows.cases.filing import ANSWERS, PAPERS, Filed, blank_page
from tests.workflows.catalogue.samples import PROCESS, SERVICE, SHIPPED
from tests.workflows.engine.drawing import after, body, boundary, file
from tests.workflows.engine.test_multi import many
from tests.workflows.engine.test_sub_process import sub
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Task
from workflows.catalogue.pack import Pack
from workflows.catalogue.publish import publish

DRAWING = """
(start > ?merge > accept > ?accepted_gw >[outcome = "accept"] +fork > @examine > +join > @panel > ?panel_gw
accepted_gw >[outcome = "not_accept"] )not_accepted
accepted_gw >/ @wait_answer > merge
fork > fire_consult > ?heard > join
panel_gw >/ decide > ?decided_gw >[outcome = "grant"] issue:serviceTask > ?deliver_gw > deliver:serviceTask > )end
decided_gw >/ deliver_gw
@late > city_consult > heard
"""
"""Two inspectors vote; where fire is slow the city is asked instead."""
STEPS = """
  panel:
    kind: countersign
    label: {zh: 核查组表决, en: Vote of the inspectors}
    body: amr
    role: inspector
    outcomes:
      - {code: agree, label: {zh: 同意, en: Agree}}
      - {code: disagree, label: {zh: 不同意, en: Disagree}, needs_reason: true}
"""
SCENARIOS = """
- code: plain
  title: {zh: 一般情形, en: The usual case}
  given: {scope: [hot], seats: 10}
  when:
    - {step: accept, outcome: accept}
  then: {opens: [food_review, fire_consult]}
"""


@cache
def panel_pack() -> Pack:
    """The shipped pack, drawn otherwise."""
    wait = '<messageEventDefinition messageRef="answered"/>'
    wait = f'<intermediateCatchEvent id="wait_answer">{wait}</intermediateCatchEvent>'
    panel = f'<userTask id="panel">{many("2")}</userTask>'
    examine = sub("examine", "(es > food_review > site_visit > )ee")
    late = boundary("late", "fire_consult", after("P1D"), interrupting=True)
    drawing = file(body(DRAWING, wait, panel, examine, late), '<message id="answered" name="answered"/>')
    service = SHIPPED.files[SERVICE].decode().replace("code: food_permit\nkind", "code: food_panel\nkind", 1)
    service = service.replace("\nsteps:\n", f"\nsteps:{STEPS.rstrip()}\n", 1)
    service = service.replace("excludes: [food_review,", "excludes: [panel, food_review,", 1)
    files = {SERVICE: service.encode(), PROCESS: drawing, "scenarios.yaml": SCENARIOS.encode()}
    return Pack({**SHIPPED.files, **files})


def file_panel(cast: Cast) -> Filed:
    """A case of it, handed in."""
    publish(panel_pack(), SYSTEM)
    applicant = cast.citizen()
    case = perform(applicant, StartCase("food_panel")).case
    for shade, slot in enumerate(PAPERS, 250):
        perform(applicant, AttachPaper(case, slot, store(blank_page(shade), f"{slot}.png"), f"{slot}.png"))
    perform(applicant, FillIn(case, ANSWERS))
    return Filed(cast, applicant, perform(applicant, Submit(case)).case)


def open_at(filed: Filed, element: str) -> list[UUID]:
    """The open tasks at an element, signatures left out, the oldest first."""
    rows = Task.objects.filter(case=filed.case, element=element, state="open", signs=None)
    return list(rows.order_by("opened_at", "work").values_list("pk", flat=True))
