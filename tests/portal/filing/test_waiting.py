"""Pages say in words what waits when a part does not answer, and say nothing in the normal course."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.filing.route import stages_of
from portal.waiting import waiting_for
from tests.workflows.cases.conftest import cast, filed, world  # noqa: F401 - fixtures
from tests.workflows.cases.filing import Filed
from workflows.api import item_by_code
from workflows.cases.models import Paper
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db


def test_what_is_due_only_now_is_not_called_waiting(filed: Filed) -> None:  # noqa: F811
    Job.objects.update(run_at=timezone.now())
    Paper.objects.update(added_at=timezone.now())
    assert waiting_for(filed.view()) == []


def test_work_that_nobody_does_is_said_to_wait(filed: Filed) -> None:  # noqa: F811
    Job.objects.update(run_at=timezone.now() - timedelta(minutes=5))
    (sentence,) = waiting_for()
    assert "后台任务正在排队" in sentence


def test_a_paper_that_nobody_reads_is_said_to_wait(filed: Filed) -> None:  # noqa: F811
    Job.objects.update(run_at=timezone.now())
    Paper.objects.update(stage="stored", added_at=timezone.now() - timedelta(minutes=5))
    (sentence,) = waiting_for(filed.view())
    assert "材料识读正在排队" in sentence


def test_the_public_status_page_says_it_too(filed: Filed, client: Client) -> None:  # noqa: F811
    Job.objects.update(run_at=timezone.now() - timedelta(minutes=5))
    page = client.get(f"/s/{filed.row.query_code}/").content.decode()
    assert "后台任务正在排队" in page


def test_the_guide_draws_three_opinions_side_by_side_and_the_visit_as_a_choice(filed: Filed) -> None:  # noqa: F811
    route = [
        ({step.element for step in stage.steps}, stage.is_conditional)
        for stage in stages_of(item_by_code("food_permit"))
    ]
    assert ({"food_review", "fire_consult", "city_consult"}, False) in route
    assert [steps for steps, is_conditional in route if is_conditional] == [{"site_visit"}, {"issue"}]
