"""The page of a case's history: moments as links and a slider that works without scripts, in both languages."""

import pytest

from tests.portal.keeping.test_incidents import OpenAs, cast, open_as
from tests.workflows.cases.filing import Filed, file_case

__all__ = ["cast", "open_as"]


@pytest.fixture
def accepted(cast: object) -> Filed:
    """A case that was accepted."""
    case = file_case(cast)  # type: ignore[arg-type]
    case.accept()
    return case


def test_a_clerk_goes_back_to_the_first_moment(accepted: Filed, open_as: OpenAs) -> None:
    page = open_as("food").get(f"/history/{accepted.case}/?at=1").content.decode()
    assert '<input type="range" id="at" name="at" min="1" max="2" value="1">' in page
    for told in ("综窗受理", "罗建业", "第1个时刻，共2个"):
        assert told in page


def test_the_page_of_a_task_leads_there(accepted: Filed, open_as: OpenAs) -> None:
    page = open_as("food").get(f"/tasks/{accepted.task('food_review')}/").content.decode()
    assert f'href="/history/{accepted.case}/"' in page


def test_an_auditor_finds_a_case_by_its_number_and_reads_no_value(accepted: Filed, open_as: OpenAs) -> None:
    audit = open_as("audit")
    answer = audit.get("/history/", {"number": accepted.row.number})
    assert answer["Location"] == f"/history/{accepted.case}/"
    page = audit.get(answer["Location"]).content.decode()
    assert "food_review" in page
    assert not [word for word in ("990103197601232153", "老罗面馆", "13800138000") if word in page]


def test_the_page_is_english_for_english_readers(accepted: Filed, open_as: OpenAs) -> None:
    page = open_as("food").get(f"/en/history/{accepted.case}/").content.decode()
    for told in ("Moment 2 of 2", "Where the route stood", "What was known"):
        assert told in page


@pytest.mark.parametrize(("username", "status"), [("luo", 403), ("admin", 403), ("security", 403), ("head2", 200)])
def test_who_may_look_back(accepted: Filed, open_as: OpenAs, username: str, status: int) -> None:
    assert open_as(username).get(f"/history/{accepted.case}/").status_code == status


@pytest.mark.parametrize("moment", ["0", "9", "x", "-1", "１", "999999999999"])
def test_a_moment_that_is_none_is_not_found(accepted: Filed, open_as: OpenAs, moment: str) -> None:
    assert open_as("food").get(f"/history/{accepted.case}/", {"at": moment}).status_code == 404


def test_an_unknown_number_is_told_beside_the_field(accepted: Filed, open_as: OpenAs) -> None:
    answer = open_as("audit").get("/history/", {"number": "云东-0"})
    assert answer.status_code == 404
    assert "number-error" in answer.content.decode()
