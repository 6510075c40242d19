"""Public pages of the record and the register: status lists for programs, heads and their consistency for anybody."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from ledger import api as ledger
from ledger.models import Head
from tests.workflows.outcomes.test_statuslist import act, issued
from workflows.outcomes.bitstring import decode
from workflows.outcomes.credential import holds
from workflows.people.models import Body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_keys", "fresh_limits")]


@pytest.fixture
def own_keys(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.KEYS_DIR = tmp_path_factory.mktemp("keys")
    settings.CHAIN_RPC = ""


@pytest.fixture
def market() -> None:
    """The body that issued."""
    Body.objects.create(code="amr", name_zh="市场监管局", name_en="Market regulation", level=4, division="990102")


def grown(*sizes: int) -> list[int]:
    """Heads of the record at growing sizes."""
    for more in sizes:
        for _ in range(more):
            ledger.record("accept", str(uuid4()), {}, "system")
        ledger.sequence()
    return list(Head.objects.order_by("size").values_list("size", flat=True))


def test_a_program_follows_a_certificate_to_its_status_lists(client: Client) -> None:
    certificate = issued()
    act(certificate, "revoke", date(2026, 11, 20))
    entries = client.get(f"/check/{certificate.code}/status.json").json()["credentialStatus"]
    for entry in entries:
        path = entry["statusListCredential"].partition("://")[2].partition("/")[2]
        answer = client.get(f"/{path}2026-11-20/")
        assert answer["Content-Type"] == "application/vc"
        found = json.loads(answer.content)
        assert holds(found)
        value = decode(
            found["credentialSubject"]["encodedList"], entry.get("statusSize", 1), int(entry["statusListIndex"])
        )
        assert bool(value) == (entry["statusPurpose"] != "suspension")


def test_an_act_shows_in_the_list_at_once_whatever_was_kept(client: Client) -> None:
    certificate = issued()
    before = client.get("/status/revocation/1/").content
    act(certificate, "revoke", timezone.localdate())
    assert client.get("/status/revocation/1/").content != before


@pytest.mark.parametrize(
    "path",
    [
        "/status/other/1/",
        "/status/revocation/9/",
        "/status/revocation/1/2026-13-01/",
        "/status/revocation/1/2999-01-01/",
    ],
)
def test_a_list_that_there_is_not_is_not_found(client: Client, path: str) -> None:
    issued()
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("market")
def test_the_page_of_a_certificate_tells_how_it_stood_on_another_day(client: Client) -> None:
    certificate, today = issued(), timezone.localdate()
    act(certificate, "revoke", today)
    now, then = (client.get(f"/en/check/{certificate.code}/{q}") for q in ("", f"?on={today - timedelta(days=1)}"))
    assert now.context["certificate"].status == "revoked"
    assert then.context["certificate"].status in ("valid", "not_yet_valid")


def test_the_heads_of_the_record_are_there_for_anybody(client: Client) -> None:
    grown(2, 3)
    page = client.get("/en/record/heads/").content.decode()
    assert all(bytes(head.root).hex() in page for head in Head.objects.all())


def test_two_heads_are_compared_and_the_proof_is_there_to_take_away(client: Client) -> None:
    first, *_, second = grown(2, 3, 1)
    page = client.get("/en/record/heads/", {"first": first, "second": second}).content.decode()
    assert "The later head continues the earlier one." in page
    file = client.get(f"/record/consistency-{first}-{second}.json").json()
    assert (file["format"], f"\n{first}\n" in file["first"], f"\n{second}\n" in file["second"]) == (
        "onedoor-consistency/1", True, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "asked", [{"first": "1", "second": "x"}, {"first": "3", "second": "1"}, {"first": "900", "second": "901"}]
)
def test_heads_that_cannot_be_compared_are_told_in_words(client: Client, asked: dict[str, str]) -> None:
    grown(1, 2)
    answer = client.get("/en/record/heads/", asked)
    assert (answer.status_code, bool(answer.context["lines"])) == (422, True)


def test_a_log_without_a_head_says_so(client: Client) -> None:
    assert "No head is signed yet." in client.get("/en/record/heads/").content.decode()
