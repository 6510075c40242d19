"""Publishing a pack, and the compiled item of any version; the running system reads the database alone."""

import json

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from workflows.actor import Actor
from workflows.catalogue.checks import check, compile_any
from workflows.catalogue.compiled import item, newest
from workflows.catalogue.faults import PackRefused
from workflows.catalogue.item import Item
from workflows.catalogue.models import PackArchive, PackProposal, PackVersion, ServiceItem
from workflows.catalogue.pack import PINS, Pack, read_pack
from workflows.catalogue.search import index
from workflows.errors import NotFound

__all__ = ["archived", "current", "item", "item_by_code", "offered", "publish"]


def publish(pack: Pack, actor: Actor, approved_by: str = "", scope: tuple[str, str] = ("", "")) -> PackVersion:
    """Check `pack`, store it for ever, and make it the version that new cases take; cases that run stay on theirs.

    The same bytes are one version: published again, it only becomes the current one. With a `scope` of division and
    channel it is stored for a trial there, and what holds elsewhere stays as it is. Raises PackRefused.
    """
    # Compiled before the transaction, which holds a lock that other publishers wait for.
    compiled = _sound(pack)
    pack = pinned(pack, compiled)
    with transaction.atomic():
        # Two publishers of one item take turns, or both would take the same number.
        _lock(compiled.code)
        version = PackVersion.objects.filter(code=compiled.code, sha256=pack.sha256).first() or _store(
            pack, actor, approved_by
        )
        offered = {
            "current": version,
            "title_zh": compiled.title.zh,
            "title_en": compiled.title.en,
            "summary_zh": compiled.summary.zh,
            "summary_en": compiled.summary.en,
            "body": compiled.body,
        }
        if any(scope):
            # An item that is tried before it holds anywhere is found by those of the trial alone.
            ServiceItem.objects.get_or_create(code=compiled.code, defaults=offered | {"is_offered": False})
            return version
        ServiceItem.objects.update_or_create(code=compiled.code, defaults=offered)
        index(compiled)
    return version


def pinned(pack: Pack, compiled: Item) -> Pack:
    """The pack as it is stored: a bundle with the versions of its members with which it was checked."""
    if not pack.is_bundle:
        return pack
    pins = {one.code: one.item.sha256 for one in compiled.members}
    return Pack({**pack.files, PINS: json.dumps(pins, sort_keys=True).encode()})


_known_sound: dict[str, Item] = {}


def _sound(pack: Pack) -> Item:
    """The compiled pack. Raises PackRefused.

    The same bytes are checked once a process; those of a bundle once with the same members.
    """
    if pack.is_bundle:
        return _sound_bundle(pack)
    if pack.sha256 not in _known_sound:
        _must_pass(pack)
        _known_sound[pack.sha256] = compile_any(pack)
    return _known_sound[pack.sha256]


def _sound_bundle(pack: Pack) -> Item:
    # Compiled each time, for its members may be newer than at the last.
    compiled = compile_any(pack, newest)
    stored = pinned(pack, compiled).sha256
    if stored not in _known_sound:
        _must_pass(pack)
        _known_sound[stored] = compiled
    return compiled


def _must_pass(pack: Pack) -> None:
    if faults := check(pack, newest):
        raise PackRefused(*faults)


def _lock(code: str) -> None:
    """Hold this item's publishing until the transaction ends, also before its first version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('publish ' || %s, 0))", [code])


def _store(pack: Pack, actor: Actor, approved_by: str) -> PackVersion:
    """The next version of the item, with its bytes."""
    last = PackVersion.objects.filter(code=pack.code).aggregate(last=Max("number"))["last"] or 0
    version = PackVersion.objects.create(
        code=pack.code,
        number=last + 1,
        sha256=pack.sha256,
        published_at=timezone.now(),
        published_by=actor.pseudonym,
        approved_by=approved_by,
    )
    PackArchive.objects.create(version=version, data=pack.archive)
    return version


def current(code: str, division: str = "", channel: str = "") -> PackVersion:
    """The version that a new case of this item takes, of a trial in this division or by this channel before any other.

    Raises NotFound, also for an item no longer offered.
    """
    if (tried := _on_trial(code, division, channel)) is not None:
        return tried
    found = ServiceItem.objects.select_related("current").filter(code=code, is_offered=True).first()
    if found is None:
        raise NotFound
    return found.current


def _on_trial(code: str, division: str, channel: str) -> PackVersion | None:
    """The version on trial here; of several the one that was released last."""
    running = PackProposal.objects.select_related("version").filter(code=code, ended_at=None).exclude(version=None)
    for row in running.exclude(division="", channel="").order_by("-released_at"):
        if division.startswith(row.division) and row.channel in ("", channel):
            return row.version
    return None


def archived(name: str) -> Pack:
    """The published pack `code`, as it holds now, or `code@version`. Raises NotFound."""
    code, _, number = name.partition("@")
    found = PackVersion.objects.filter(code=code)
    found = found.filter(number=number) if number.isdigit() else found.filter(pk=current(code).pk)
    row = found.select_related("archive").first()
    if row is None:
        raise NotFound
    return read_pack(bytes(row.archive.data))


def item_by_code(code: str) -> Item:
    """The current item with this code. Raises NotFound."""
    return item(current(code))


def offered() -> tuple[Item, ...]:
    """The current items, in the order of their codes."""
    found = ServiceItem.objects.select_related("current").filter(is_offered=True).order_by("code")
    return tuple(item(row.current) for row in found)
