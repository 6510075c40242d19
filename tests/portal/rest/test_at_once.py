"""Two equal requests at the same moment: one act, one answer."""

import threading

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from portal.rest.clients import register_client
from tests.portal.rest.conftest import System, get_token
from tests.workflows.cases.conftest import committed_city, filed_for_all
from tests.workflows.cases.filing import Filed
from workflows.cases.models import Event

__all__ = ["committed_city", "filed_for_all"]


@pytest.mark.django_db(transaction=True)
def test_the_same_key_sent_twice_at_once_acts_once_and_answers_alike(
    filed_for_all: Filed, settings: object, tmp_path: object
) -> None:
    settings.KEYS_DIR = tmp_path  # type: ignore[attr-defined]
    register_client("fire_system", "fire", ["fire_officer"])
    filed_for_all.accept()
    token, task = get_token("fire_system"), filed_for_all.task("fire_consult")
    gate, answers = threading.Barrier(4), list[HttpResponse]()

    def send() -> None:
        gate.wait(60)
        answers.append(System(token, Client()).opinion(task))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, answers[0].content)}
    assert len(answers) == 4
    assert Event.objects.filter(case=filed_for_all.case, verb="give_opinion").count() == 1
