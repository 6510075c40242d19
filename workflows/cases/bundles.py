"""A bundle as it runs: its members begin as cases of their own, wait for each other, and feed each other values."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from django.db import transaction
from django.utils.timezone import localtime

from ocr.api import Document
from workflows.actor import SYSTEM, Actor, Channel
from workflows.cases import known
from workflows.cases.command import move_on
from workflows.cases.facts import FactBook
from workflows.cases.handing_in import hand_in, receive
from workflows.cases.models import BundleMember, Case, Fact, Paper
from workflows.cases.unit import Unit
from workflows.catalogue import together
from workflows.catalogue.bundle import CERTIFICATE_NUMBER
from workflows.catalogue.compiled import version_of
from workflows.catalogue.item import Item, Member
from workflows.catalogue.publish import item as item_of
from workflows.errors import Invalid, Problem
from workflows.outcomes.codes import new_code
from workflows.outcomes.records import certificate_of, decision_of
from workflows.outside.jobs import enqueue
from workflows.people.notices import tell

Certificates = Mapping[str, Document]
"""The certificates of members that were granted, as stored papers, by the member's code."""


def open_bundle(unit: Unit) -> None:
    """Receive the bundle, and begin each member that waits for nothing. Raises Invalid, and then nothing begins."""
    receive(unit)
    wanted = together.needed(unit.item, unit.facts.known, localtime(unit.at))
    if not wanted:
        raise Invalid(Problem("", "nothing_needed"))
    for position, member in enumerate(unit.item.members):
        standing = together.WAITING if member.code in wanted else together.NOT_NEEDED
        row = BundleMember(bundle=unit.case, code=member.code, position=position, standing=standing)
        row.pack = version_of(member.item)
        row.save()
    # The members' cases point at the bundle, which must stand there with its number.
    unit.case.save()
    begin_ready(unit, {})
    unit.params["members"] = {row.code: row.standing for row in rows_of(unit.case)}
    unit.tell_applicant("received")


def rows_of(bundle: Case) -> list[BundleMember]:
    """The members of a bundle, in its order."""
    return list(BundleMember.objects.filter(bundle=bundle).select_related("case", "pack").order_by("position"))


def begin_ready(unit: Unit, certificates: Certificates) -> None:
    """Begin every waiting member whose needs are granted and that has not begun yet."""
    rows = {row.code: row for row in rows_of(unit.case)}
    for code in together.ready(unit.item, {code: row.standing for code, row in rows.items()}):
        if rows[code].case_id is None:
            begin(unit, rows[code], certificates)


def begin(unit: Unit, row: BundleMember, certificates: Certificates) -> None:
    """Make the case of a member with what is known, and hand it in.

    A member that begins later and lacks something becomes a draft of the applicant, who is told; one that begins with
    the bundle and lacks something stops the whole. Raises Invalid then, with the names of the bundle.
    """
    member = unit.item.member(row.code)
    own = Unit(new_case(unit, row, member), actor_for(unit), unit.at)
    copy_facts(unit, own, member)
    copy_papers(unit, own, member)
    take_over(unit, own, member, certificates)
    own.facts_changed()
    row.case = own.case
    try:
        with transaction.atomic():
            move_on(own, "submit")
            hand_in(own)
            own.close("submit", None, True)
            row.standing = together.RUNNING
    except Invalid as lacking:
        if unit.from_state == "draft":
            raise in_words_of(unit.item, member, lacking) from lacking
        # Nothing of the attempt was saved; what the attempt made of the row in memory is forgotten.
        own.case.refresh_from_db()
        own.tell_applicant("member_needs_you")
    row.save()


def in_words_of(bundle: Item, member: Member, lacking: Invalid) -> Invalid:
    """The problems of a member by the names of the bundle's form."""
    fields = {one.code for one in member.item.fields}

    def here(code: str) -> str:
        return member.field_here(code) if code in fields else member.slot_here(code)

    return Invalid(*(replace(one, field=here(one.field) if one.field else "") for one in lacking.problems))


def actor_for(unit: Unit) -> Actor:
    """Who hands a member in: the applicant with the bundle, the system when it begins later."""
    if unit.actor.kind != "system":
        return unit.actor
    return replace(SYSTEM, channel=cast("Channel", unit.case.channel))


def new_case(unit: Unit, row: BundleMember, member: Member) -> Case:
    """The member's own case, on the version with which the bundle was published."""
    bundle = unit.case
    return Case.objects.create(
        query_code=new_code(),
        pack=row.pack,
        item_code=member.code,
        kind=member.item.kind,
        state="draft",
        applicant=bundle.applicant,
        assisted_by=bundle.assisted_by,
        assisted_at=bundle.assisted_at,
        is_identified=bundle.is_identified,
        bundle=bundle,
        channel=bundle.channel,
        created_at=unit.at,
        changed_at=unit.at,
    )


def copy_facts(unit: Unit, own: Unit, member: Member) -> None:
    """Every word on each shared question, with its source: what was asked once is known to all."""
    theirs: dict[str, list[str]] = {}
    for one in member.item.fields:
        theirs.setdefault(member.field_here(one.code), []).append(one.code)
    for row in Fact.objects.filter(case=unit.case, field__in=theirs).order_by("pk"):
        for code in theirs[row.field]:
            row.pk, row.case, row.field = None, own.case, code
            row.save(force_insert=True)


def copy_papers(unit: Unit, own: Unit, member: Member) -> None:
    """The papers that were uploaded once, each in the place that this member has for it."""
    places: dict[str, list[str]] = {}
    for one in member.item.slots:
        places.setdefault(member.slot_here(one.code), []).append(one.code)
    for row in Paper.objects.filter(case=unit.case, slot__in=places, removed_at=None).order_by("added_at"):
        slots = places[row.slot]
        for slot in slots:
            row.pk, row.case, row.slot = None, own.case, slot
            row._state.adding = True
            row.id = Paper._meta.pk.get_default()
            row.save(force_insert=True)
            if row.stage in (Paper.Stage.STORED, Paper.Stage.READING):
                enqueue("read_paper", f"read:{row.pk}", {"paper": str(row.pk)})


def take_over(unit: Unit, own: Unit, member: Member, certificates: Certificates) -> None:
    """What the members that it waited for have brought forth: values with their source, and the certificate."""
    begun = {row.code: row.case for row in rows_of(unit.case) if row.case is not None}
    for need in member.needs:
        other = begun.get(need.member)
        if other is None:
            continue
        for theirs, ours in need.gives.items():
            value = brought_forth(other, theirs)
            if value is not None:
                known.add(own, ours, value, Fact.Source.SIBLING, "A", other.number or "")
        if need.paper and need.member in certificates:
            stand_in(own, need.paper, certificates[need.member], other)


def brought_forth(other: Case, code: str) -> Any:
    """A value of another member as it counts now, or the number of its certificate."""
    if code == CERTIFICATE_NUMBER:
        certificate = certificate_of(other.pk)
        return certificate.number if certificate else None
    return FactBook.of(other, item_of(other.pack)).known.get(code)


def stand_in(own: Unit, slot: str, document: Document, other: Case) -> None:
    """Another member's certificate in the place of a paper; it need not be read, for its values came with it."""
    Paper.objects.create(
        case=own.case,
        slot=slot,
        sha256=document.sha256,
        name=f"{other.number}.pdf",
        media_type=document.media_type,
        pages=document.pages,
        size_bytes=document.size_bytes,
        stage=Paper.Stage.READ,
        progress=100,
        added_at=own.at,
    )


def standing_of(row: BundleMember) -> str:
    """How a member stands now, by its own case."""
    case = row.case
    if case is None or row.standing in (together.DROPPED, together.NOT_NEEDED):
        return row.standing
    if case.received_at is None:
        return together.DROPPED if case.state == "discarded" else together.WAITING
    decision = decision_of(case.pk)
    if decision is not None and decision.outcome == "granted":
        # The certificate must be there before others can rest on it.
        is_there = case.state == "issued" or case.finished_at is not None
        return together.GRANTED if is_there else together.RUNNING
    return together.REFUSED if decision is not None or case.finished_at is not None else together.RUNNING


def look_again(unit: Unit, certificates: Certificates) -> None:
    """Draw the consequences of how the members stand: begin, give up, and say how far the whole is."""
    rows = rows_of(unit.case)
    for row in rows:
        row.standing = standing_of(row)
    while lost := together.lost(unit.item, {row.code: row.standing for row in rows}):
        for row in rows:
            if row.code in lost:
                row.standing = together.DROPPED
                told_of(unit, unit.item.member(row.code), "member_dropped")
    for row in rows:
        row.save()
    begin_ready(unit, certificates)
    standing = {row.code: row.standing for row in rows_of(unit.case)}
    unit.params["members"] = standing
    verb = together.verb(standing)
    if verb and not (verb == "finish_member" and unit.case.state == "partly_finished"):
        move_on(unit, verb)
        if verb != "finish_member":
            unit.case.finished_at = unit.at
            unit.tell_applicant("bundle_finished")


def told_of(unit: Unit, member: Member, code: str) -> None:
    """Tell the applicant something about a member that has no case of its own."""
    title = {"zh": member.item.title.zh, "en": member.item.title.en}
    notice = tell(unit.case.applicant_id, code, unit.case.pk, unit.at, item=title, number=unit.case.number)
    enqueue("send_notice", f"notice:{notice}", {"notice": notice})


def give_up_waiting(unit: Unit) -> None:
    """The bundle was withdrawn: what has not begun never will; what runs goes on, each by itself."""
    waiting = BundleMember.objects.filter(bundle=unit.case, standing=together.WAITING)
    waiting.update(standing=together.DROPPED)
    unit.case.finished_at = unit.at
    unit.tell_applicant("withdrawn")
