"""Texts without end: no letter takes them."""

import pytest

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.cases.acting import LONGEST
from workflows.cases.command import perform
from workflows.cases.commands.not_accept import NotAccept
from workflows.errors import Invalid


@pytest.mark.parametrize(("reasons", "basis"), [("不" * (LONGEST + 1), "法"), ("不", "法" * (LONGEST + 1))])
def test_a_letter_of_endless_reasons_is_not_written(cast: Cast, reasons: str, basis: str) -> None:
    filed: Filed = file_case(cast)
    with pytest.raises(Invalid):
        perform(cast.clerk("desk"), NotAccept(filed.task("accept"), reasons, basis))
    assert filed.row.state == "received"
