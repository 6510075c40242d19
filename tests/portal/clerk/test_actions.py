"""The desk shows only what is offered and permitted now, each with its page, in both languages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.workflows.cases.filing import Filed
from workflows.cases.commands.delegate import Delegate
from workflows.cases.commands.give_back import GiveBack
from workflows.cases.models import Event, Supervision, Task

pytestmark = pytest.mark.django_db
OpenAs = Callable[[str], Client]


def offered(client: Client, filed: Filed, element: str) -> set[str]:
    """The actions that the page of a task links to."""
    page = client.get(f"/tasks/{filed.task(element)}/").content.decode()
    return set(re.findall(r"/do/(\w+)/", page))


def test_the_page_of_a_task_links_what_its_clerk_may_do(filed: Filed, open_as: OpenAs) -> None:
    filed.reviewed()
    assert offered(open_as("head"), filed, "decide") == {"add_signer", "send_back", "transfer"}


def test_what_is_sent_back_is_said_on_the_page_of_the_earlier_step(filed: Filed, open_as: OpenAs) -> None:
    task = filed.reviewed().task("decide")
    client, address = open_as("head"), f"/tasks/{task}/do/send_back/"
    page = client.get(address).content.decode()
    assert "食品经营条件审查" in page
    assert "综窗受理" not in page, "nothing goes back across acceptance"
    refused = client.post(address, {"element": "food_review", "reason": ""})
    assert (refused.status_code, filed.open_elements()) == (422, {"decide"})
    client.post(address, {"element": "food_review", "reason": "请说明消毒设施。", "key": "k"})
    assert filed.open_elements() == {"food_review"}
    assert "请说明消毒设施。" in open_as("food").get(f"/tasks/{filed.task('food_review')}/").content.decode()


def test_two_clicks_do_it_once(filed: Filed, open_as: OpenAs) -> None:
    task = filed.reviewed().task("decide")
    for _ in range(2):
        sent = {"element": "food_review", "reason": "请补充。", "key": "same"}
        assert open_as("head").post(f"/tasks/{task}/do/send_back/", sent).status_code == 302
    assert Event.objects.filter(case=filed.case, verb="send_back").count() == 1


@pytest.mark.parametrize("code", ["jump", "withdraw", "nothing", "decide"])
def test_what_is_not_offered_has_no_page(filed: Filed, open_as: OpenAs, code: str) -> None:
    address = f"/tasks/{filed.reviewed().task('decide')}/do/{code}/"
    client = open_as("head")
    assert (client.get(address).status_code, client.post(address, {}).status_code) == (404, 404)


def test_a_proposal_fills_the_form_of_its_owner(filed: Filed, open_as: OpenAs) -> None:
    filed.accept()
    task = filed.task("food_review")
    filed.by("food", Delegate(task, filed.cast.person("head2")))
    filed.by("head2", GiveBack(task, "disagree", "缺少消毒设施。"))
    page = open_as("food").get(f"/tasks/{task}/").content.decode()
    assert re.search(r'value="disagree"[^>]*checked', page)
    assert page.count("缺少消毒设施。") == 2, "as the proposal, and in the form"


def test_a_supervisor_orders_and_the_department_answers_on_its_desk(filed: Filed, open_as: OpenAs) -> None:
    filed.accept()
    task = filed.task("fire_consult")
    supervisor, fire = open_as("supervisor"), open_as("fire")
    assert str(filed.case) in supervisor.get("/oversight/").content.decode()
    order = {"due_on": "2099-01-01", "demand": "请说明进度。"}
    asked = supervisor.post(f"/tasks/{task}/do/supervise/?case={filed.case}", order)
    assert asked.headers["Location"] == f"/oversight/{filed.case}/"
    assert "督办" in fire.get("/inbox/").content.decode()
    assert "请说明进度。" in fire.get(f"/tasks/{task}/").content.decode()
    fire.post(f"/tasks/{task}/do/answer_supervision/", {"answer": "明日核查。"})
    assert Supervision.objects.get().answer == "明日核查。"
    assert "明日核查。" in supervisor.get(f"/oversight/{filed.case}/").content.decode()


def test_an_overseer_sees_no_value_of_the_applicant(filed: Filed, open_as: OpenAs) -> None:
    page = open_as("supervisor").get(f"/oversight/{filed.case}/").content.decode()
    assert filed.row.number in page
    for value in ("罗建业", "云东区老罗面馆", "13800138000"):
        assert value not in page
    assert open_as("supervisor").get(f"/tasks/{filed.task('accept')}/").status_code == 404


@pytest.mark.parametrize("username", ["food", "fire", "head", "desk"])
def test_oversight_is_closed_to_who_does_not_oversee(filed: Filed, open_as: OpenAs, username: str) -> None:
    client = open_as(username)
    assert str(filed.case) not in client.get("/oversight/").content.decode()
    assert client.get(f"/oversight/{filed.case}/").status_code == 404
    for code in ("suspend", "resume", "remind"):
        address = f"/oversight/{filed.case}/do/{code}/"
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)


def test_a_suspended_case_says_so_to_clerk_and_applicant(filed: Filed, open_as: OpenAs) -> None:
    filed.accept()
    open_as("steward").post(f"/oversight/{filed.case}/do/suspend/", {"reason": "核对口径。"})
    assert "何以宁" in open_as("fire").get(f"/tasks/{filed.task('fire_consult')}/").content.decode()
    page = open_as("luo").get(f"/cases/{filed.case}/").content.decode()
    assert "暂停办理" in page
    assert "何以宁" not in page


def test_an_applicant_reminds_once_and_then_the_button_is_gone(filed: Filed, open_as: OpenAs) -> None:
    client = open_as("luo")
    assert "/remind/" in client.get(f"/cases/{filed.case}/").content.decode()
    assert client.post(f"/cases/{filed.case}/remind/").status_code == 302
    assert "/remind/" not in client.get(f"/cases/{filed.case}/").content.decode()
    assert client.post(f"/cases/{filed.case}/remind/").status_code == 409
    assert Task.objects.get(pk=filed.task("accept")).reminders == 1


@pytest.mark.parametrize("code", ["add_signer", "delegate", "send_back", "take_back", "transfer"])
def test_every_page_speaks_english_too(filed: Filed, open_as: OpenAs, code: str) -> None:
    filed.accept()
    element = {"take_back": "fire_consult", "send_back": "decide"}.get(code, "food_review")
    if code in ("send_back", "take_back"):
        filed.opinions()
    by = {"take_back": "fire", "send_back": "head"}.get(code, "food")
    page = open_as(by).get(f"/en/tasks/{filed.task(element)}/do/{code}/")
    assert page.status_code == 200
    assert "Leave it as it is" in page.content.decode()
