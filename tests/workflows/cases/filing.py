"""Files the food permit as its applicant would, without pictures: papers are stored, answers are typed."""

import io
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from ocr.api import store
from tests.cast import Cast
from workflows.actor import Actor
from workflows.cases.command import perform
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Task
from workflows.cases.unit import Result

ANSWERS: dict[str, str | list[str]] = {
    "shop_name": "云东区老罗面馆",
    "uscc": "92990102MA0000001A",
    "address": "云州市云东区望江街道滨江路18号1层102室",
    "area_sqm": "86.5",
    "lease_from": "2026-09-01",
    "lease_to": "2029-08-31",
    "landlord": "林晓岚",
    "operator_name": "罗建业",
    "operator_id": "990103197601232153",
    "operator_mobile": "13800138000",
    "scope": ["hot"],
    "seats": "32",
    "food_manager": "唐若溪",
    "food_manager_id": "990102199908172469",
}
PAPERS = ("id_card", "licence", "lease")


@cache
def blank_page(shade: int) -> bytes:
    """A picture without a word on it: what these tests show does not rest on reading, and blank is read at once."""
    picture = io.BytesIO()
    Image.new("L", (700, 500), shade).save(picture, "PNG")
    return picture.getvalue()


@dataclass(frozen=True)
class Filed:
    """A case that was handed in, and the people around it."""

    cast: Cast
    applicant: Actor
    case: UUID

    def task(self, element: str) -> UUID:
        """The task at an element of the route."""
        return Task.objects.filter(case=self.case, element=element).latest("opened_at").pk

    def open_elements(self) -> set[str]:
        """Where tasks are open now."""
        return set(Task.objects.filter(case=self.case, state="open").values_list("element", flat=True))


def draft(applicant: Actor, **answers: Any) -> UUID:
    """A draft with all papers and answers."""
    case = perform(applicant, StartCase("food_permit")).case
    for shade, slot in enumerate(PAPERS, 250):
        perform(applicant, AttachPaper(case, slot, store(blank_page(shade), f"{slot}.png"), f"{slot}.png"))
    perform(applicant, FillIn(case, ANSWERS | answers))
    return case


def file_case(cast: Cast, **answers: Any) -> Filed:
    """A case that was handed in."""
    applicant = cast.citizen()
    result: Result = perform(applicant, Submit(draft(applicant, **answers)))
    return Filed(cast, applicant, result.case)


@pytest.fixture
def filed(cast: Cast) -> Filed:
    """A plain case: hot food, few seats."""
    return file_case(cast)
