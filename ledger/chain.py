"""One node of one chain, through web3 (imported nowhere else) and the few calls that all EVM nodes share."""

import functools
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ledger import contracts, signing
from ledger.errors import NodeRefused, NodeSilent

TIMEOUT_SECONDS = 8
# Measured: 86,000 at a million entries, 590,000 to deploy; unused gas is not paid.
ANCHOR_GAS = 400_000
DEPLOY_GAS = 2_000_000

Call = TypeVar("Call", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Signed:
    """A legacy transaction, ready to be sent as often as needed."""

    raw: bytes
    tx_hash: bytes
    nonce: int


def _asked(call: Call) -> Call:
    """Turns the two families of web3's errors into NodeRefused (an answer) and NodeSilent (none worth having)."""

    @functools.wraps(call)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        import requests
        from web3.exceptions import Web3Exception, Web3RPCError

        try:
            return call(*args, **kwargs)
        except Web3RPCError as error:
            raise NodeRefused(str(error)[:300]) from error
        # ConnectionError and Timeout of requests stand outside web3's tree; a cut answer is a ValueError.
        except (Web3Exception, requests.RequestException, OSError, ValueError) as error:
            raise NodeSilent(f"{type(error).__name__}: {error}"[:300]) from error

    return guarded  # type: ignore[return-value]


class Node:
    """A node at `url`; every method may raise NodeSilent or NodeRefused, and nothing else."""

    def __init__(self, url: str) -> None:
        from web3 import Web3
        from web3.middleware import ExtraDataToPOAMiddleware

        provider = Web3.HTTPProvider(
            url, request_kwargs={"timeout": TIMEOUT_SECONDS}, exception_retry_configuration=None
        )
        self.web3 = Web3(provider)
        # Consortium chains sign blocks in extraData, longer than mainnet's 32 bytes.
        self.web3.middleware_onion.inject(ExtraDataToPOAMiddleware, layer=0)

    @_asked
    def chain_id(self) -> int:
        return int(self.web3.eth.chain_id)

    @_asked
    def block(self, depth: int) -> int:
        """Number of the block that has `depth` blocks above it; 0 for the newest."""
        return max(0, int(self.web3.eth.block_number) - depth)

    @_asked
    def code_sha256(self, contract: str) -> str:
        """SHA-256 of the code at an address in hex, "" where there is none."""
        code = bytes(self.web3.eth.get_code(self.web3.to_checksum_address(contract)))
        return hashlib.sha256(code).hexdigest() if code else ""

    @_asked
    def held(self, contract: str, block: int | None) -> tuple[int, bytes]:
        """(size, root) of the newest head that the contract holds at `block` (None: the newest); size 0 for none."""
        from web3.exceptions import BadFunctionCallOutput

        at = self._contract(contract)
        where: Any = "latest" if block is None else block
        try:
            size = int(at.functions.size().call(block_identifier=where))
        except BadFunctionCallOutput:
            return 0, b""  # at this depth the contract was not deployed yet
        return size, bytes(at.functions.rootAt(size).call(block_identifier=where))

    @_asked
    def root_at(self, contract: str, size: int, block: int | None) -> bytes:
        """The root held for `size`, 32 zero bytes where none is."""
        where: Any = "latest" if block is None else block
        return bytes(self._contract(contract).functions.rootAt(size).call(block_identifier=where))

    @_asked
    def nonce(self, address: str) -> int:
        return int(self.web3.eth.get_transaction_count(self.web3.to_checksum_address(address), "latest"))

    @_asked
    def gas_price_wei(self) -> int:
        return int(self.web3.eth.gas_price)

    @_asked
    def writer(self, contract: str) -> str:
        """The one address whose anchors the contract takes."""
        return str(self._contract(contract).functions.writer().call())

    @_asked
    def send(self, raw: bytes) -> None:
        self.web3.eth.send_raw_transaction(raw)

    def anchor_call(self, contract: str, size: int, root: bytes, path: Sequence[bytes]) -> str:
        """Call data of `anchor(size, root, path)`, in hex."""
        return str(self._contract(contract).encode_abi("anchor", [size, root, list(path)]))

    def hand_over_call(self, contract: str, to: str) -> str:
        """Call data of `hand_over(to)`, in hex."""
        return str(self._contract(contract).encode_abi("hand_over", [self.web3.to_checksum_address(to)]))

    def _contract(self, address: str) -> Any:
        return self.web3.eth.contract(address=self.web3.to_checksum_address(address), abi=contracts.artifact().abi)


def sign(*, to: str, data: str, nonce: int, gas: int, gas_price_wei: int, chain_id: int) -> Signed:
    """A legacy (type 0) transaction of the gas key; `to` is "" for a deployment. KeyUnusable where it does not sign."""
    transaction = signing.Transaction(_bytes(to), _bytes(data), nonce, gas, gas_price_wei, chain_id)
    raw, tx_hash = signing.signed(transaction)
    return Signed(raw, tx_hash, nonce)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def address() -> str:
    """The address of the gas key, which must be the contract's writer."""
    return signing.address()


def sender(raw: bytes) -> str:
    """The address whose key signed a transaction."""
    from eth_account import Account

    return str(Account.recover_transaction(raw))


def created_address(sender: str, nonce: int) -> str:
    """Where a contract lands that `sender` creates with `nonce`."""
    from eth_typing import HexAddress, HexStr
    from web3.types import Nonce
    from web3.utils.address import get_create_address

    return str(get_create_address(HexAddress(HexStr(sender)), Nonce(nonce)))
