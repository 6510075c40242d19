"""Holds every case against what was recorded of it: history, route, tasks, ledger and files; names each difference."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, TypeVar
from uuid import UUID

from ledger.api import Content, contents
from ocr.api import original
from workflows.actor import Actor
from workflows.cases.models import Case, Event, Look, Paper, Task
from workflows.cases.reconcile import CASE_DIFFERS, differences
from workflows.cases.replay import NotRetold, Retelling
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.models import PackArchive
from workflows.catalogue.pack import read_pack
from workflows.catalogue.publish import item as item_of
from workflows.engine import Marking
from workflows.outcomes.models import IssuedDocument

CHUNK = 200
T = TypeVar("T")


@dataclass(frozen=True)
class Broken:
    """`what`: case, event, entry, paper, document or pack; `which` names it; `why` in English, without values."""

    what: str
    which: str
    why: str


@dataclass
class Count:
    """How much was looked at."""

    cases: int = 0
    events: int = 0
    entries: int = 0
    files: int = 0
    packs: int = 0


@dataclass
class CaseAudit:
    """One walk over everything, in chunks; `count` grows while it goes."""

    number: str = ""
    """Only the case with this number, where one is named; then packs are left out."""
    count: Count = field(default_factory=Count)

    def run(self) -> Iterator[Broken]:
        """Everything that is wrong."""
        rows = Case.objects.select_related("pack").order_by("created_at", "pk")
        if self.number:
            rows = rows.filter(number=self.number)
        else:
            yield from self._packs()
        for chunk in chunked(rows.iterator(CHUNK)):
            yield from self._cases(chunk)
        yield from self._entries(str(rows.get().pk) if self.number else "")
        yield from self._files(rows)

    def _packs(self) -> Iterator[Broken]:
        for archive in PackArchive.objects.select_related("version").iterator(20):
            self.count.packs += 1
            if read_pack(bytes(archive.data)).sha256 != archive.version.sha256:
                yield Broken("pack", str(archive.version), "its archive is not the one that was published")

    def _cases(self, cases: list[Case]) -> Iterator[Broken]:
        names = {case.pk: case.number or str(case.pk) for case in cases}
        for found in differences(cases):
            if found.kind == CASE_DIFFERS:
                yield Broken("case", names[found.case], found.detail)
        events = Event.objects.filter(case__in=cases).order_by("case", "seq")
        by_case = {case: list(group) for case, group in groupby(events, key=lambda event: event.case_id)}
        open_work: dict[UUID, set[str]] = {}
        # A colleague's signature is work on a step, and no step of the route.
        standing = Task.objects.filter(case__in=cases, signs=None, state__in=[Task.State.OPEN, Task.State.HELD])
        for pk, work in standing.values_list("case_id", "work"):
            open_work.setdefault(pk, set()).add(work)
        for case in cases:
            self.count.cases += 1
            self.count.events += len(by_case.get(case.pk, []))
            for why in route_faults(case, by_case.get(case.pk, []), open_work.get(case.pk, set())):
                yield Broken("case", names[case.pk], why)

    def _entries(self, subject: str) -> Iterator[Broken]:
        for chunk in chunked(contents(subject)):
            self.count.entries += len(chunk)
            events = {
                event.entry: event
                for event in Event.objects.filter(entry__in=[e.id for e in chunk]).select_related("case__pack")
            }
            looks = set(Look.objects.filter(entry__in=[e.id for e in chunk]).values_list("entry", flat=True))
            rest = [entry for entry in chunk if entry.id not in events and entry.id not in looks]
            cases = _cases_among(rest)
            for entry in chunk:
                event = events.get(entry.id)
                if event is not None and (why := content_fault(event, entry)):
                    yield Broken("event", f"{event.case} {event.seq}", why)
                elif event is None and entry.subject in cases and entry.id not in looks:
                    told = f"the record has {entry.verb}, and no event tells of it"
                    yield Broken("case", cases[entry.subject], told)

    def _files(self, cases: Any) -> Iterator[Broken]:
        papers = Paper.objects.filter(case__in=cases) if self.number else Paper.objects.all()
        for sha256 in papers.order_by("sha256").values_list("sha256", flat=True).distinct().iterator(CHUNK):
            self.count.files += 1
            if why := file_fault(sha256):
                yield Broken("paper", sha256, why)
        documents = IssuedDocument.objects.filter(case__in=cases) if self.number else IssuedDocument.objects.all()
        for number, sha256, pdf in documents.values_list("number", "sha256", "pdf").iterator(20):
            self.count.files += 1
            if hashlib.sha256(bytes(pdf)).hexdigest() != sha256:
                yield Broken("document", number, "its bytes are not those of its digest")


def chunked(rows: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most CHUNK rows."""
    walking = iter(rows)
    while chunk := list(islice(walking, CHUNK)):
        yield chunk


def _cases_among(entries: list[Content]) -> Mapping[str, str]:
    """Subjects that are cases, with their names."""
    ids = []
    for entry in entries:
        try:
            ids.append(UUID(entry.subject))
        except ValueError:
            continue
    rows = Case.objects.filter(pk__in=ids).values_list("pk", "number")
    return {str(pk): number or str(pk) for pk, number in rows}


def route_faults(case: Case, events: list[Event], open_work: set[str]) -> Iterator[str]:
    """Where the route of a case is not the one that its events tell, or its tasks are not those of its route."""
    try:
        told = Marking.empty()
        for moment in Retelling(case, events).moments():
            told = moment.marking
    except NotRetold as error:
        yield str(error)
        return
    stored = case.marking or Marking.empty().to_json()
    if told.to_json() != stored:
        parts = [name for name, value in told.to_json().items() if stored.get(name) != value]
        yield f"its events give another marking than the stored one: {', '.join(parts) or 'more than they tell'}"
    steps = item_of(case.pack).steps
    wanted = {
        work for work, element in told.work.items()
        if told.state == "running" and element in steps and step_kinds()[steps[element].kind].has_outcomes
    }  # fmt: skip
    if wanted != open_work:
        yield f"{len(open_work)} tasks are open where its route has {len(wanted)} open steps for people"


def content_fault(event: Event, entry: Content) -> str:
    """What the entry of an event says otherwise; empty where both agree, or where the content was erased."""
    if entry.body is None:
        return ""
    actor = Actor(kind="system", channel="system")
    if event.actor_kind != "system":
        kind: Any = event.actor_kind
        actor = Actor(kind=kind, channel="web", person=event.person, client=event.client)
    told = {
        "seq": event.seq,
        "from": event.from_state,
        "to": event.to_state,
        "at": event.at.isoformat(timespec="milliseconds"),
        "body": event.body or None,
        "channel": event.channel,
        "item": event.case.item_code,
        **event.params,
    }
    wrong = [name for name, value in told.items() if entry.body.get(name) != value]
    wrong += ["verb"] if entry.verb != event.verb else []
    wrong += ["actor"] if entry.actor != actor.pseudonym else []
    wrong += ["subject"] if entry.subject != str(event.case_id) else []
    return f"its entry in the record says otherwise: {', '.join(wrong)}" if wrong else ""


def file_fault(sha256: str) -> str:
    """What is wrong with a stored paper; empty where its bytes are those of its digest."""
    digest = hashlib.sha256()
    try:
        with original(sha256).open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except (OSError, ValueError):
        return "its file is not there"
    return "" if digest.hexdigest() == sha256 else "its file was changed"
