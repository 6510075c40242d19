"""A chain whose gas is dear: anchoring waits or pays, and nothing fails."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from ledger import anchoring, deployment, standing
from ledger import chain as wire
from ledger.models import Anchor
from tests.chain import local_chain, rpc
from tests.ledger.conftest import say, settle
from tests.ledger.tables import fault

pytestmark = pytest.mark.django_db(transaction=True)


@fault(
    "gas price above the ceiling",
    "status waiting, reason on the page",
    "the next anchor carries more entries",
)
def test_dear_gas_means_waiting(own: str, settings: Settings) -> None:
    settings.ANCHOR_GAS_CEILING_WEI = -1
    say()
    settle()
    assert (standing.state().chains[0].status, Anchor.objects.count()) == ("waiting", 0)
    settings.ANCHOR_GAS_CEILING_WEI = 0
    anchoring.anchor()
    assert (standing.state().chains[0].status, standing.state().chains[0].size) == ("ok", 1)


@fault(
    "gas price leaves a transaction behind",
    "it hangs too long",
    "an eighth dearer under the same nonce",
)
def test_a_transaction_that_the_price_left_behind_is_sent_dearer(port: int, tmp_path: Path, settings: Settings) -> None:
    settings.ANCHOR_STUCK_SECONDS = 0
    with local_chain(tmp_path, port=port, flags=()) as url:
        settings.CHAIN_RPC = url
        rpc(url, "anvil_setBalance", wire.address(), hex(10**18))
        deployment.deploy("main", url)
        rpc(url, "evm_setAutomine", False)
        say()
        settle()
        cheap = Anchor.objects.get()
        rpc(url, "anvil_setNextBlockBaseFeePerGas", hex(cheap.gas_price_wei * 3))
        rpc(url, "evm_mine")
        anchoring.anchor()
        dear = Anchor.objects.get(gone_at=None)
        assert (dear.nonce, dear.gas_price_wei > cheap.gas_price_wei * 9 // 8) == (cheap.nonce, True)
        rpc(url, "evm_mine")
        anchoring.anchor()
        assert (standing.state().chains[0].size, Anchor.objects.get(final_at__isnull=False).id) == (1, dear.id)
