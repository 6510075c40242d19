"""What the database itself refuses of a case, whatever code asks for it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.cases.models import Case


@pytest.fixture
def filed(cast: Cast) -> Filed:
    """A case that was handed in."""
    return file_case(cast)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"received_at": None}, "a_case_handed_in_has_its_moment"),
        ({"state": "accepted"}, "an_accepted_permit_has_its_moment"),
        ({"state": "granted", "accepted_at": F("received_at")}, "a_decided_permit_has_its_moment"),
        ({"state": "refused", "accepted_at": F("received_at")}, "a_decided_permit_has_its_moment"),
        ({"assisted_by_id": F("applicant_id")}, "nobody_helps_themselves_to_file"),
        ({"number": None}, "a_case_handed_in_has_a_number"),
    ],
)
def test_a_case_cannot_stand_where_it_never_came_to(filed: Filed, columns: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Case.objects.filter(pk=filed.case).update(**columns)
