"""Tests of the kept chain: a crash while saving leaves a state that can be read."""

from pathlib import Path

import pytest

from ops import rpc
from ops.chain import Chain, write_whole
from ops.layout import Layout
from ops.stop import Stop


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "state.hex"
    write_whole(file, "0x01")
    (tmp_path / "state.new").write_text("0x0")
    assert file.read_text() == "0x01"
    write_whole(file, "0x02")
    assert [each.name for each in tmp_path.iterdir()] == ["state.hex"]


def test_blocks_and_balances_are_there_again_after_a_stop(layout: Layout, environment: dict[str, str]) -> None:
    somebody = "0x" + "ab" * 20
    chain = Chain(layout)
    chain.start(environment)
    rpc.call(chain.url, "anvil_setBalance", somebody, "0x7")
    rpc.call(chain.url, "evm_mine")
    chain.stop()
    again = Chain(layout)
    again.start(environment)
    assert rpc.call(again.url, "eth_getBalance", somebody, "latest") == "0x7"
    assert again.block() == "0x1"
    again.stop()


def test_a_machine_without_a_chain_says_what_to_set(layout: Layout, environment: dict[str, str]) -> None:
    chain = Chain(Layout(layout.var, layout.var))
    with pytest.raises(Stop, match="ONEDOOR_CHAIN_RPC"):
        chain.start(environment)


def test_a_refusal_of_the_node_is_told(layout: Layout, environment: dict[str, str]) -> None:
    chain = Chain(layout)
    chain.start(environment)
    with pytest.raises(Stop, match="anvil_fly"):
        rpc.call(chain.url, "anvil_fly")
    chain.stop()
    with pytest.raises(rpc.Silent):
        chain.block()
