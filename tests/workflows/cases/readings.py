"""Puts the reading of a paper beside what is known, as the reading job does once the engine has spoken."""

from uuid import UUID

from ocr.api import FieldReading, Reading
from ocr.api import Paper as PaperRead
from tests.workflows.cases.filing import Filed, attach
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.record_reading import RecordReading
from workflows.cases.models import Paper
from workflows.catalogue.publish import item_by_code

QUAD = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.2), (0.1, 0.2))


def reading(sha256: str, material: str, **values: str) -> Reading:
    """A reading that found these values on the first page."""
    fields = {name: FieldReading(name, value, value, "likely", 1, QUAD) for name, value in values.items()}
    return Reading(sha256, (PaperRead(material, (1,), fields),), "an engine 1.0", ())


def say(drafted: Filed, slot: str, *, shade: int = 250, paper: Paper | None = None, **values: str) -> UUID:
    """A paper in this slot says these things; returns the paper."""
    if paper is None:
        attach(drafted.applicant, drafted.case, slot, shade)
        paper = Paper.objects.filter(case=drafted.case, slot=slot, removed_at=None).latest("added_at")
    asked = item_by_code("food_permit").slot(slot)
    assert asked is not None
    perform(SYSTEM, RecordReading(drafted.case, paper.pk, reading(paper.sha256, asked.material, **values)))
    return paper.pk
