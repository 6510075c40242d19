"""Letters speak of the moment of their event, however late they are written."""

import pypdfium2
import pytest

from tests.workflows.cases.filing import Filed
from workflows.beat import drain
from workflows.cases.command import perform
from workflows.cases.commands.accept import Accept
from workflows.outcomes.models import IssuedDocument

pytestmark = pytest.mark.django_db


def words(filed: Filed, kind: str) -> str:
    """What the newest letter of a kind says, without its spaces."""
    row = IssuedDocument.objects.filter(case=filed.case, kind=kind).latest("pk")
    pages = pypdfium2.PdfDocument(bytes(row.pdf))
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)


def test_a_receipt_written_after_acceptance_still_tells_the_day_of_the_answer(filed: Filed) -> None:
    perform(filed.cast.clerk("desk"), Accept(filed.task("accept")))
    drain()
    assert "受理答复" in words(filed, "receipt")
    assert "法定办结时限" not in words(filed, "receipt")


def test_an_acceptance_notice_tells_the_legal_and_the_promised_day(filed: Filed) -> None:
    perform(filed.cast.clerk("desk"), Accept(filed.task("accept")))
    drain()
    assert "法定办结时限" in words(filed, "acceptance_notice")
    assert "承诺办结时限" in words(filed, "acceptance_notice")


def test_a_receipt_names_each_paper_by_its_digest(filed: Filed) -> None:
    drain()
    assert words(filed, "receipt").count("SHA-256") == 3
