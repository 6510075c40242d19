"""A page that was opened earlier takes back nothing that came since: neither from a paper nor from another device."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from lxml import html

from tests.cast import Cast
from workflows.cases.command import perform
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.start_case import StartCase
from workflows.cases.models import Fact
from workflows.cases.queries.case import case_view

OpenAs = Callable[[str], Client]


@pytest.fixture
def draft(cast: Cast) -> UUID:
    """A draft with nothing in it but what the account knows."""
    return perform(cast.citizen(), StartCase("food_permit")).case


def values(cast: Cast, case: UUID, *codes: str) -> list[object]:
    fields = {field.field.code: field.value for field in case_view(cast.citizen(), case).fields}
    return [fields[code] for code in codes]


def opened(client: Client, case: UUID, group: str) -> dict[str, str]:
    """What a browser would send of this page if nobody touched it."""
    page: Any = html.fromstring(client.get(f"/cases/{case}/form/{group}/").content)
    (form,) = [form for form in page.xpath("//main//form") if form.get("data-autosave")]
    return {name: value or "" for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def read_from_a_paper(case: UUID, field: str, value: str) -> None:
    Fact.objects.create(
        case_id=case, field=field, value=value, raw=value, source="account", grade="B", at="2026-11-22T00:00Z"
    )


@pytest.mark.parametrize("address", ["", "autosave/"])
def test_what_was_read_while_the_page_stood_open_stays(open_as: OpenAs, cast: Cast, draft: UUID, address: str) -> None:
    luo = open_as("luo")
    page = opened(luo, draft, "shop")
    read_from_a_paper(draft, "landlord", "林晓岚")
    luo.post(f"/cases/{draft}/form/shop/{address}", {**page, "shop_name": "老罗面馆"})
    assert values(cast, draft, "landlord", "shop_name") == ["林晓岚", "老罗面馆"]


def test_what_another_device_wrote_stays(open_as: OpenAs, cast: Cast, draft: UUID) -> None:
    phone = open_as("luo")
    page = opened(phone, draft, "shop")
    perform(cast.citizen(), FillIn(draft, {"shop_name": "新名"}))
    phone.post(f"/cases/{draft}/form/shop/", {**page, "landlord": "林晓岚"})
    assert values(cast, draft, "shop_name", "landlord") == ["新名", "林晓岚"]


def test_what_the_applicant_empties_is_empty(open_as: OpenAs, cast: Cast, draft: UUID) -> None:
    perform(cast.citizen(), FillIn(draft, {"shop_name": "老名", "scope": ["hot", "cold"]}))
    luo = open_as("luo")
    luo.post(f"/cases/{draft}/form/shop/", {**opened(luo, draft, "shop"), "shop_name": ""})
    assert values(cast, draft, "shop_name", "scope") == [None, ["hot", "cold"]]


def test_ticks_that_nobody_touched_are_not_typed_again(open_as: OpenAs, cast: Cast, draft: UUID) -> None:
    perform(cast.citizen(), FillIn(draft, {"scope": ["hot", "cold"]}))
    luo = open_as("luo")
    page = opened(luo, draft, "food")
    perform(cast.citizen(), FillIn(draft, {"scope": ["hot"]}))
    luo.post(f"/cases/{draft}/form/food/", {**page, "scope": ["hot", "cold"]})
    assert values(cast, draft, "scope") == [["hot"]]
