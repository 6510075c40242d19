"""The compiled item of any published version, kept in each process; a bundle with the members it was published with."""

import json
from functools import lru_cache

from workflows.catalogue.build import compile_item
from workflows.catalogue.bundle import compile_bundle
from workflows.catalogue.item import Item
from workflows.catalogue.models import PackArchive, PackVersion, ServiceItem
from workflows.catalogue.pack import PINS, Pack, read_pack

KEPT = 500
"""Compiled items kept in each process, more than a city offers at a time."""


def item(version: PackVersion) -> Item:
    """The compiled item of a version: compiled once a process, read from the database only then."""
    return _compiled(version.sha256, version.pk, version.number)


def newest(code: str) -> Item | None:
    """The item that new cases take, or None where nothing is published under this code."""
    row = ServiceItem.objects.select_related("current").filter(code=code).first()
    return item(row.current) if row else None


def version_of(member: Item) -> PackVersion:
    """The published version of a member of a bundle."""
    return PackVersion.objects.get(code=member.code, sha256=member.sha256)


@lru_cache(maxsize=KEPT)
def _compiled(sha256: str, pk: int, number: int) -> Item:
    archive = PackArchive.objects.get(pk=pk)
    pack = read_pack(bytes(archive.data))
    # The trigger guards the rows; a restored or hand-mended database does not have to.
    if pack.sha256 != sha256:
        raise RuntimeError(f"the archive of pack version {pk} is not the one that was published")
    return _bundle(pack, number) if pack.is_bundle else compile_item(pack, number)


def _bundle(pack: Pack, number: int) -> Item:
    pins = json.loads(pack.files[PINS])

    def member(code: str) -> Item | None:
        row = PackVersion.objects.filter(code=code, sha256=pins.get(code, "")).first()
        return item(row) if row else None

    return compile_bundle(pack, member, number)
