"""Every address of a case, asked for by everybody who has no part in it: each answers as if there were no such case."""

from collections import defaultdict
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.filing.urls import PAGES
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.cases.models import Event, Paper, Task

OpenAs = Callable[[str], Client]
METHODS = ("get", "post", "put", "delete", "head")
PUBLIC = {
    "home",
    "guide",
    "start",
    "ask",
    "check",
    "status",
    "record",
    "verifier",
    "trust",
    "healthz",
    "heads",
    "consistency",
    "status_places",
    "status_list",
    "status_list_of_day",
}


@pytest.fixture
def filed(cast: Cast) -> Filed:
    """A case that waits at the front desk."""
    return file_case(cast)


def addresses(filed: Filed, entry: str) -> list[str]:
    """The address of every page of filing for this case; a parameter that nobody filled in fails."""
    paper = Paper.objects.filter(case=filed.case).earliest("added_at").pk
    known = {
        "case_id": filed.case,
        "paper_id": paper,
        "number": 1,
        "group": "shop",
        "field": "shop_name",
        "entry": Event.objects.filter(case=filed.case).earliest("seq").entry,
    }
    return [
        reverse(f"{entry}:{page.name}", kwargs={name: known[name] for name in ["case_id", *page.pattern.converters]})
        for page in PAGES
    ]


@pytest.mark.parametrize(
    ("username", "entry"),
    [("lin", "web"), ("desk", "web"), ("fire", "web"), ("fire", "hall"), ("head", "hall"), ("admin", "web")],
)
def test_no_page_of_a_case_tells_others_that_it_exists(
    filed: Filed, open_as: OpenAs, username: str, entry: str
) -> None:
    client = open_as(username)
    for address in addresses(filed, entry):
        for method in METHODS:
            assert getattr(client, method)(address).status_code in (404, 405), f"{method} {address}"


@pytest.mark.parametrize("username", ["luo", "lin", "admin", "audit"])
def test_the_entry_of_the_hall_is_closed_to_who_holds_no_post(filed: Filed, open_as: OpenAs, username: str) -> None:
    client = open_as(username)
    for address in addresses(filed, "hall"):
        assert client.get(address).status_code in (403, 405)


@pytest.mark.parametrize("username", ["fire", "city", "head", "inspector", "food"])
def test_a_task_of_another_post_does_not_exist(filed: Filed, open_as: OpenAs, username: str) -> None:
    client, task = open_as(username), filed.task("accept")
    assert client.get(f"/tasks/{task}/").status_code == 404
    for act in ("finish", "claim", "unclaim"):
        assert client.post(f"/tasks/{task}/{act}/", {"outcome": "accept"}).status_code == 404
    assert Task.objects.get(pk=task).state == "open"


def test_nothing_changes_by_a_form_without_its_token(filed: Filed, open_as: OpenAs) -> None:
    own = open_as("luo")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = own.cookies
    for address in addresses(filed, "web"):
        assert strict.post(address).status_code == 403, address
    assert filed.row.state == "received"


def named(patterns: list[URLPattern | URLResolver]) -> list[URLPattern]:
    """The pages of the portal itself, without those of libraries and of the administration."""
    found: list[URLPattern] = []
    for each in patterns:
        if isinstance(each, URLResolver):
            found += named(each.url_patterns)
        elif each.lookup_str.startswith("portal.") and "admin_site" not in each.lookup_str:
            found.append(each)
    return found


def test_a_stranger_reads_the_public_pages_and_no_other(client: Client, cast: Cast) -> None:
    known = {"code": "food_permit", "verb": "extend", "purpose": "revocation", "day": "2026-01-01"}
    known |= {"group": "shop", "field": "shop_name"}
    numbers = dict.fromkeys(("number", "incident", "first", "second", "ticket"), 1)
    samples = defaultdict(uuid4, known | numbers)  # type: ignore[arg-type]
    for page in named(get_resolver().url_patterns):
        room = "web:" if page in PAGES else "v1:" if "portal.rest" in page.lookup_str else ""
        wanted = [*page.pattern.converters, *(["case_id"] if page in PAGES else [])]
        address = reverse(f"{room}{page.name}", kwargs={name: samples[name] for name in wanted})
        status = client.get(address).status_code
        assert status in (
            (200, 404, 405) if page.name in PUBLIC and page not in PAGES else (302, 401, 403, 404, 405)
        ), address
