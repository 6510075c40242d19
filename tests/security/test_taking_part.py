"""Who has a part in a matter: nobody judges, or looks over the shoulder of who judges, a matter of their own."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ocr.models import StoredDocument
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, blank_page, file_case
from workflows.cases.command import perform
from workflows.cases.commands import attach_paper
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.start_case import StartCase
from workflows.cases.models import Case
from workflows.cases.queries.case import case_view
from workflows.cases.queries.tasks import task
from workflows.errors import Forbidden, NotFound

OpenAs = Callable[[str], Client]


@pytest.fixture
def filed(cast: Cast) -> Filed:
    """A case with three opinions open."""
    found = file_case(cast)
    perform(cast.clerk("desk"), Accept(found.task("accept")))
    return found


def test_an_officer_does_not_read_what_colleagues_think_of_the_own_matter(filed: Filed, open_as: OpenAs) -> None:
    cast = filed.cast
    fire = cast.clerk("fire")
    Case.objects.filter(pk=filed.case).update(applicant_id=fire.person)
    for ask in (lambda: task(fire, filed.task("fire_consult")), lambda: case_view(fire, filed.case)):
        with pytest.raises(NotFound):
            ask()
    assert open_as("fire").get(f"/tasks/{filed.task('fire_consult')}/").status_code == 404
    assert open_as("fire").get(f"/cases/{filed.case}/").status_code == 200


def test_who_helped_to_file_does_not_decide(filed: Filed) -> None:
    cast = filed.cast
    for username, element in (("food", "food_review"), ("fire", "fire_consult"), ("city", "city_consult")):
        perform(cast.clerk(username), GiveOpinion(filed.task(element), "agree"))
    Case.objects.filter(pk=filed.case).update(assisted_by_id=cast.person("head"))
    with pytest.raises(Forbidden) as refused:
        perform(cast.clerk("head"), Claim(filed.task("decide")))
    assert refused.value.code == "reviewed_it"
    perform(cast.clerk("head2"), Claim(filed.task("decide")))


def test_one_applicant_does_not_fill_the_machine_with_papers(
    cast: Cast, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = perform(cast.citizen(), StartCase("food_permit")).case
    monkeypatch.setattr(attach_paper, "MOST_PAPERS_IN_A_DAY", 2)
    luo, told = open_as("luo"), []
    for shade in (11, 12, 13):
        sent = {"slot": "lease", "file": SimpleUploadedFile("a.png", blank_page(shade))}
        told.append(luo.post(f"/cases/{case}/papers/upload/", sent).status_code)
    assert told == [302, 302, 422]
    assert StoredDocument.objects.count() == 2
