"""Anchors that come late: who is told, what stops and what never does."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from ledger import alarms, anchoring, api, sequencer, standing
from ledger.models import Chain
from tests.ledger.conftest import full_rights, say, settle
from tests.ledger.tables import fault

pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue(chain: Chain, settings: Settings) -> str:
    """An entry that its node has kept waiting beyond the promise; the address at which the node would answer."""
    url = str(settings.CHAIN_RPC)
    settings.CHAIN_RPC, settings.ANCHOR_MAX_AGE_SECONDS = "http://127.0.0.1:9", 0
    say()
    settle()
    return url


@fault(
    "anchors late beyond the promise",
    "alarm once, red lamp, administrators told",
    "cleared by the anchor; decisions stop only where set",
)
def test_lateness_is_red_and_alarms_once_until_the_anchor_is_there(overdue: str, settings: Settings) -> None:
    anchoring.anchor()
    state = api.state()
    assert (state.lamp, [alarm.kind for alarm in state.alarms]) == ("red", [alarms.ANCHORING_LATE])
    settings.CHAIN_RPC = overdue
    anchoring.anchor()
    assert (api.state().lamp, api.state().alarms, api.late()) == ("green", (), False)


def test_decisions_stop_only_where_the_setting_says_so(overdue: str, settings: Settings) -> None:
    assert api.late()
    assert api.decisions_may_go_on()
    settings.LEDGER_LATE_STOPS = True
    assert not api.decisions_may_go_on()
    settings.CHAIN_RPC = overdue
    anchoring.anchor()
    assert api.decisions_may_go_on()


def test_submissions_go_on_and_are_sequenced_however_late(overdue: str, settings: Settings) -> None:
    settings.LEDGER_LATE_STOPS = True
    receipt = say()[0]
    assert sequencer.sequence() == 1
    assert isinstance(api.prove(receipt.id), api.Pending)


def test_lateness_is_no_fault_of_the_record(overdue: str) -> None:
    assert standing.state().alarms
    assert list(api.audit()) == []


def test_an_entry_within_its_promise_is_not_late(chain: Chain, settings: Settings) -> None:
    settings.LEDGER_LATE_STOPS = True
    say()
    assert (api.late(), api.decisions_may_go_on()) == (False, True)
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET at = %s", [timezone.now() - timedelta(hours=5)])
    assert (api.late(), api.decisions_may_go_on()) == (True, False)
