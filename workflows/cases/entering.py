"""What was sent for one field, as a checked value or as a problem that is kept beside it."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from workflows.catalogue import form
from workflows.catalogue.field_kind import FieldProblem
from workflows.catalogue.item import Field


def read(field: Field, raw: Any, at: datetime) -> tuple[Any, str]:
    """The value in JSON form and no problem, or null and the code of what is wrong; both empty for nothing sent."""
    try:
        return form.parse(field, raw, localtime(at)), ""
    except FieldProblem as wrong:
        return None, wrong.code
