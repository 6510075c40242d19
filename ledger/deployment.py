"""Putting the contract on a chain once, again only where it is really gone, and handing it to another gas key."""

import time

from django.db import IntegrityError, transaction
from django.utils import timezone

from ledger import alarms, chain, contracts, options, sequencer
from ledger.chain import Node
from ledger.errors import NodeSilent, NotDeployable
from ledger.models import Chain, Log

WAIT_SECONDS = 60


def deploy(name: str, url: str, depth: int = 0) -> tuple[Chain, str]:
    """(the chain's row, one sentence about what was done) for the log that grows now.

    NotDeployable where the recorded contract's chain id or code differs from what the node shows; NodeSilent where the
    node is down. A crash after the send leaves a contract that nobody uses.
    """
    log = sequencer.open_log()
    node = Node(url)
    chain_id = node.chain_id()
    known = Chain.objects.filter(log=log, name=name, retired_at=None).first()
    if known is None:
        row = _create(log, name, node, chain_id, depth)
        return row, f"deployed {row.contract} on chain {chain_id}"
    if known.chain_id != chain_id:
        raise NotDeployable(f"{name} is recorded as chain {known.chain_id}; the node answers for {chain_id}")
    code = node.code_sha256(known.contract)
    if code == known.code_sha256:
        return known, f"{known.contract} is already there on chain {chain_id}"
    if code:
        raise NotDeployable(f"other code stands at {known.contract} on chain {chain_id}")
    row = _create(log, name, node, chain_id, depth, replaces=known)
    return row, f"{known.contract} is absent on chain {chain_id}; deployed {row.contract} in its place"


def hand_over(row: Chain, to: str) -> str:
    """One sentence about who the contract's writer is now; does nothing where it is `to` already.

    A transaction that is in flight meanwhile only loses its nonce: the next look plans another.
    """
    url = options.chain_urls().get(row.name)
    if not url:
        raise NodeSilent("no RPC address is set for this chain")
    node = Node(url)
    if node.writer(row.contract).lower() == to.lower():
        return f"{to} is the writer already"
    signed = chain.sign(
        to=row.contract,
        data=node.hand_over_call(row.contract, to),
        nonce=node.nonce(chain.address()),
        gas=chain.ANCHOR_GAS,
        gas_price_wei=node.gas_price_wei(),
        chain_id=row.chain_id,
    )
    node.send(signed.raw)
    until = time.monotonic() + WAIT_SECONDS
    while node.writer(row.contract).lower() != to.lower():
        if time.monotonic() > until:
            raise NodeSilent(f"the transaction was not mined within {WAIT_SECONDS} s")
        time.sleep(0.05)
    return f"{to} is the writer now"


def retire(row: Chain) -> str:
    """One sentence; the contract is asked and sent to no more, and the next `deploy` makes another in its place.

    For a contract whose gas key was stolen and used, or whose chain is given up. Proofs are then made under the next.
    """
    Chain.objects.filter(id=row.id, retired_at=None).update(retired_at=timezone.now())
    alarms.clear(alarms.OF_CHAINS, str(row))
    return "retired; deploy_anchor makes another"


def _create(log: Log, name: str, node: Node, chain_id: int, depth: int, replaces: Chain | None = None) -> Chain:
    nonce = node.nonce(chain.address())
    contract = chain.created_address(chain.address(), nonce)
    signed = chain.sign(
        to="",
        data=contracts.artifact().code,
        nonce=nonce,
        gas=chain.DEPLOY_GAS,
        gas_price_wei=node.gas_price_wei(),
        chain_id=chain_id,
    )
    node.send(signed.raw)
    code = _appeared(node, contract)
    if code != contracts.artifact().runtime_sha256:
        raise NotDeployable(f"the node shows other code at {contract} than was deployed")
    try:
        with transaction.atomic():
            if replaces:
                Chain.objects.filter(id=replaces.id).update(retired_at=timezone.now())
            return Chain.objects.create(
                log=log,
                name=name,
                chain_id=chain_id,
                contract=contract,
                code_sha256=code,
                depth=depth,
                deployed_at=timezone.now(),
            )
    except IntegrityError as error:
        raise NotDeployable(f"somebody else deployed {name} meanwhile") from error


def _appeared(node: Node, contract: str) -> str:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        code = node.code_sha256(contract)
        if code:
            return code
        time.sleep(0.05)
    raise NodeSilent(f"the deployment of {contract} was not mined within {WAIT_SECONDS} s")
