"""Carries signed heads to the chains, judging only by what a contract's state says at its depth, never by a receipt.

One transaction a chain is in flight. Its bytes are committed before the first send and sent again unchanged, so that a
crash, a lost answer, a forgotten transaction, a reorganisation and a restored node all end in the same look and send.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from ledger import alarms, chain, deployment, options, standing, tree
from ledger.chain import Node
from ledger.errors import BrokenTree, KeyUnusable, LedgerError, NodeRefused, NodeSilent
from ledger.models import Anchor, Chain, Head

LOCK = 0x0E7E_A2C0
MOMENT_SECONDS = 1.0
log = logging.getLogger(__name__)


class _Stopped(Exception):
    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind, self.detail = kind, detail


class _Waits(Exception):
    """Anchoring must wait for something that time mends."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a chain showed: `nonce` read before the sizes, so that a spent nonce without its size is really lost."""

    nonce: int
    size: int
    final_size: int


def anchor() -> None:
    """Brings every chain one step further; what hinders it is written to its row and never raised."""
    _follow_the_log()
    for row in Chain.objects.filter(retired_at=None).select_related("log").order_by("id"):
        with _alone(row.id) as mine:
            if mine:
                _tend(row)
    standing.tell_lateness()


def _follow_the_log() -> None:
    """A new year's log gets its contract wherever the log before it has one; until then its entries wait."""
    current = tree.current_log()
    if current is None:
        return
    living = Chain.objects.filter(retired_at=None)
    there = living.filter(log=current).values_list("name", flat=True)
    urls = options.chain_urls()
    for row in living.exclude(log=current).exclude(name__in=list(there)).order_by("-log"):
        with _alone(0) as mine:
            if not mine or living.filter(log=current, name=row.name).exists() or row.name not in urls:
                continue
            try:
                _, told = deployment.deploy(row.name, urls[row.name], row.depth)
                log.info("new log, new contract", extra={"chain": row.name, "told": told})
            except LedgerError as error:
                log.warning("new log without contract", extra={"chain": row.name, "why": str(error)})


@contextmanager
def _alone(what: int) -> Iterator[bool]:
    """A session lock for each chain's row, and 0 for deploying: two anchorers would fight for one nonce."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, what])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, what])


def _tend(row: Chain) -> None:
    status, note = Chain.Status.OK, ""
    try:
        node = _identified(row)
        head = tree.newest_head(row.log)
        look = _look(row, node, head)
        if head and look.size < head.size and _send(row, node, head, look):
            _mined(node, look.nonce)
            _look(row, node, head)
    except (NodeSilent, NodeRefused, _Waits) as error:
        status, note = Chain.Status.WAITING, str(error)
    except KeyUnusable as error:
        status, note = Chain.Status.STOPPED, str(error)
    except BrokenTree as error:
        status, note = Chain.Status.STOPPED, str(error)
        alarms.raise_alarm(alarms.TREE_CHANGED, str(row), note)
    except _Stopped as stop:
        status, note = Chain.Status.STOPPED, stop.detail
        alarms.raise_alarm(stop.kind, str(row), note)
    else:
        alarms.clear(alarms.OF_CHAINS, str(row))
    if status != row.status:
        log.warning("anchoring changed", extra={"chain": row.name, "status": str(status), "note": note})
    Chain.objects.filter(id=row.id).update(status=status, note=note, looked_at=timezone.now())


def _identified(row: Chain) -> Node:
    """A node that answers for this very chain and contract; anything else stops, because ids and code must not move."""
    url = options.chain_urls().get(row.name)
    if not url:
        raise _Waits("no RPC address is set for this chain")
    node = Node(url)
    chain_id = node.chain_id()
    if chain_id != row.chain_id:
        raise _Stopped(alarms.CHAIN_FOREIGN, f"the node answers for chain {chain_id}, not {row.chain_id}")
    code = node.code_sha256(row.contract)
    if not code:
        raise _Stopped(alarms.CONTRACT_ABSENT, "the contract is not on this chain; deploy_anchor makes a new one")
    if code != row.code_sha256:
        raise _Stopped(alarms.CONTRACT_OTHER, "other code stands at the contract's address")
    return node


def _look(row: Chain, node: Node, head: Head | None) -> _Look:
    """Compares the chain with the tree and settles the anchors that became final or were lost."""
    ours = head.size if head else 0
    nonce = node.nonce(chain.address())
    size, root = node.held(row.contract, None)
    final_size, final_root = node.held(row.contract, node.block(row.depth)) if row.depth else (size, root)
    if size > ours:
        raise _Stopped(alarms.CHAIN_AHEAD, f"the chain holds {size} entries, this database {ours}")
    for held, held_root in {(size, root), (final_size, final_root)}:
        if held and tree.root(row.log, held) != held_root:
            raise _Stopped(alarms.CHAIN_DIFFERS, f"the chain holds another root for {held} entries")
    _settle(row, node, final_size)
    return _Look(nonce, size, final_size)


def _settle(row: Chain, node: Node, final_size: int) -> None:
    now = timezone.now()
    living = Anchor.objects.filter(chain=row, gone_at=None)
    living.filter(final_at__isnull=False, head__size__gt=final_size).update(gone_at=now)
    for sent in living.filter(final_at=None, head__size__lte=final_size).select_related("head"):
        held = node.root_at(row.contract, sent.head.size, _block(row, node)) == bytes(sent.head.root)
        Anchor.objects.filter(id=sent.id).update(**{"final_at" if held else "gone_at": now})
    if final_size and not living.filter(head__size=final_size).exists():
        _back(row, node, final_size)
    Chain.objects.filter(id=row.id).update(final_size=final_size)


def _back(row: Chain, node: Node, size: int) -> None:
    """An anchor taken for gone that is there after all: its node had fallen behind, or the cheaper of two was mined.

    Or one of which this database, restored from a backup between head and anchor, knows nothing.
    """
    head = Head.objects.filter(log=row.log, size=size).first()
    if head is None or node.root_at(row.contract, size, _block(row, node)) != bytes(head.root):
        return
    now = timezone.now()
    for anchor in Anchor.objects.filter(chain=row, head=head).order_by("-id")[:1]:
        Anchor.objects.filter(id=anchor.id).update(final_at=now, gone_at=None)
        return
    Anchor.objects.create(chain=row, head=head, base=0, nonce=0, raw=b"", tx_hash=b"", signed_at=now, final_at=now)


def _block(row: Chain, node: Node) -> int | None:
    return node.block(row.depth) if row.depth else None


def _send(row: Chain, node: Node, head: Head, look: _Look) -> bool:
    """Sends what is in flight again, or the newest head; False where the chain has it and only depth is missing."""
    flight = Anchor.objects.filter(chain=row, final_at=None, gone_at=None).select_related("head").first()
    if flight and flight.head.size <= look.size:
        return False
    if flight and _spent(flight, look):
        Anchor.objects.filter(id=flight.id).update(gone_at=timezone.now())
        flight = None
    if flight and _hangs(flight, node):
        Anchor.objects.filter(id=flight.id).update(gone_at=timezone.now())
        # Nodes take another transaction of one nonce only for an eighth more.
        flight = _planned(row, node, head, look, flight.gas_price_wei * 9 // 8 + 1)
    flight = flight or _planned(row, node, head, look)
    try:
        node.send(bytes(flight.raw))
    except NodeRefused as error:
        # "already known", "nonce too low", "reverted": the next look at the state tells what it means.
        log.info("send refused", extra={"chain": row.name, "nonce": flight.nonce, "answer": str(error)})
    Anchor.objects.filter(id=flight.id, sent_at=None).update(sent_at=timezone.now())
    return True


def _spent(flight: Anchor, look: _Look) -> bool:
    """Whether it can have no effect: its path starts elsewhere, its nonce is used or too far, its key was replaced."""
    stale = flight.base != look.size or flight.nonce != look.nonce
    return stale or chain.sender(bytes(flight.raw)) != chain.address()


def _mined(node: Node, nonce: int) -> None:
    """Waits a moment for chains that mine at once, so that their anchors need no second beat."""
    until = time.monotonic() + MOMENT_SECONDS
    while node.nonce(chain.address()) <= nonce and time.monotonic() < until:
        time.sleep(0.02)


def _hangs(flight: Anchor, node: Node) -> bool:
    """Whether the going price left a transaction behind for long; below the ceiling a dearer one then goes out."""
    if flight.sent_at is None or timezone.now() - flight.sent_at < options.stuck_after():
        return False
    return flight.gas_price_wei < node.gas_price_wei() <= options.gas_price_ceiling_wei()


def _planned(row: Chain, node: Node, head: Head, look: _Look, floor_wei: int = 0) -> Anchor:
    """A signed transaction, committed before anybody sees it; it pays what the node asks, `floor_wei` at least."""
    price = max(node.gas_price_wei(), floor_wei)
    if price > options.gas_price_ceiling_wei():
        raise _Waits(f"gas costs {price} wei, above the ceiling; the next transaction will carry more")
    path = tree.consistency(row.log, look.size, head.size) if look.size else []
    signed = chain.sign(
        to=row.contract,
        data=node.anchor_call(row.contract, head.size, bytes(head.root), path),
        nonce=look.nonce,
        gas=chain.ANCHOR_GAS,
        gas_price_wei=price,
        chain_id=row.chain_id,
    )
    return Anchor.objects.create(
        chain=row,
        head=head,
        base=look.size,
        nonce=signed.nonce,
        gas_price_wei=price,
        raw=signed.raw,
        tx_hash=signed.tx_hash,
        signed_at=timezone.now(),
    )
