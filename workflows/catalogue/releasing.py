"""Two people publish a pack: one proposes it, another releases it, and the record names both."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ledger.api import record
from workflows.actor import Actor
from workflows.catalogue.checks import check
from workflows.catalogue.compiled import newest
from workflows.catalogue.faults import PackRefused
from workflows.catalogue.models import PackProposal, PackVersion, ServiceItem
from workflows.catalogue.pack import Pack, read_pack
from workflows.catalogue.publish import publish
from workflows.errors import Conflict, Forbidden, NotFound


@dataclass(frozen=True)
class Scope:
    """Where a version holds: everywhere, or for a trial in one district, by one channel, or both."""

    division: str = ""
    """The code of a division; what lies in it belongs to it."""
    channel: str = ""


EVERYWHERE = Scope()


def propose(pack: Pack, actor: Actor, scope: Scope = EVERYWHERE) -> PackProposal:
    """Lay `pack` before a second person; the same proposal is not made twice. Raises PackRefused, Forbidden."""
    proposer = _somebody(actor)
    if faults := check(pack, newest):
        raise PackRefused(*faults)
    with transaction.atomic():
        waiting = _waiting(pack.code).filter(sha256=pack.sha256, division=scope.division, channel=scope.channel)
        if (found := waiting.first()) is not None:
            return found
        row = PackProposal.objects.create(
            code=pack.code,
            sha256=pack.sha256,
            data=pack.archive,
            division=scope.division,
            channel=scope.channel,
            proposed_by=proposer,
            proposed_at=timezone.now(),
        )
        record("propose_pack", pack.code, _told(row), actor.pseudonym)
    return row


def release(pack: Pack, actor: Actor, scope: Scope = EVERYWHERE) -> PackVersion:
    """Publish what somebody else has proposed; new cases take it at once.

    Raises NotFound without such a proposal, Forbidden("own_proposal"), and PackRefused where the pack no longer passes.
    """
    releaser = _somebody(actor)
    with transaction.atomic():
        waiting = _waiting(pack.code).select_for_update().filter(sha256=pack.sha256)
        row = waiting.filter(division=scope.division, channel=scope.channel).first()
        if row is None:
            raise NotFound
        if row.proposed_by == releaser:
            raise Forbidden("own_proposal")
        was_only_tried = _was_only_tried(row.code)
        # The bytes that were proposed, not those of a folder that may have changed since.
        proposed, limits = read_pack(bytes(row.data)), (row.division, row.channel)
        version = publish(proposed, actor, approved_by=f"person:{row.proposed_by}", scope=limits)
        row.version, row.released_by, row.released_at = version, releaser, timezone.now()
        row.save(update_fields=["version", "released_by", "released_at"])
        if not any(limits):
            # What holds everywhere ends every trial, and offers an item that was only tried so far.
            _trials(row.code).update(ended_at=row.released_at)
            ServiceItem.objects.filter(code=row.code, is_offered=False).update(is_offered=was_only_tried)
        record("release_pack", row.code, _told(row) | {"number": version.number}, actor.pseudonym)
    return version


def end_trial(code: str, actor: Actor, scope: Scope) -> None:
    """Let the version that holds everywhere hold here again; cases of the trial stay on theirs. Raises Conflict."""
    _somebody(actor)
    with transaction.atomic():
        ended = _trials(code).filter(division=scope.division, channel=scope.channel).update(ended_at=timezone.now())
        if not ended:
            raise Conflict("no_trial")
        record("end_pack_trial", code, {"division": scope.division, "channel": scope.channel}, actor.pseudonym)


def _waiting(code: str) -> QuerySet[PackProposal]:
    return PackProposal.objects.filter(code=code, released_at=None)


def _trials(code: str) -> QuerySet[PackProposal]:
    """The trials of an item that run."""
    released = PackProposal.objects.filter(code=code, ended_at=None).exclude(version=None)
    return released.exclude(division="", channel="")


def _was_only_tried(code: str) -> bool:
    """Whether every version of the item so far was for a trial."""
    tried = PackProposal.objects.filter(code=code).exclude(version=None).exclude(division="", channel="")
    others = PackVersion.objects.filter(code=code).exclude(pk__in=tried.values("version"))
    return not others.exists()


def _somebody(actor: Actor) -> UUID:
    """The person who acts. Raises Forbidden: no system proposes or releases."""
    if actor.kind != "clerk" or actor.person is None:
        raise Forbidden("needs_person")
    return actor.person


def _told(row: PackProposal) -> dict[str, object]:
    """What the record says of a proposal."""
    people = {"proposed_by": f"person:{row.proposed_by}"}
    if row.released_by:
        people["released_by"] = f"person:{row.released_by}"
    return {"pack": row.code, "sha256": row.sha256, "division": row.division, "channel": row.channel, **people}
