"""The unit of work of one command on one locked case: its route, its tasks, its clocks, its record."""

import dataclasses
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from ledger.api import record
from workflows.actor import Actor
from workflows.cases import clocks, incidents, routing, signing
from workflows.cases.facts import FactBook
from workflows.cases.models import Case, Clock, Event, Task
from workflows.catalogue.item import Item
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.models import PackVersion
from workflows.catalogue.publish import item as item_of
from workflows.engine.events import Event as RouteEvent
from workflows.errors import Forbidden, NotFound
from workflows.law import life
from workflows.law.clock import NEVER
from workflows.law.clock import Event as ClockEvent
from workflows.outside.jobs import enqueue
from workflows.people.notices import tell
from workflows.people.organisation import holders


@dataclasses.dataclass(frozen=True)
class Result:
    """What a command returns: the case as it now stands."""

    case: UUID
    number: str | None
    state: str
    version: int
    tasks: tuple[UUID, ...]
    """Tasks that are open now."""
    receipt: UUID | None
    """The ledger entry of what was done; None for work on a draft."""


def deciders(item: Item) -> tuple[UUID, ...]:
    """Who holds the role that decides this item, each once."""
    posts = {(step.body, step.role) for step in item.steps.values() if step_kinds()[step.kind].decides}
    return tuple(dict.fromkeys(person for body, role in sorted(posts) for person in holders(body, role)))


def result_of(case: Case, entry: UUID | None) -> Result:
    """The result that describes a case as it stands."""
    tasks = Task.objects.filter(case=case, state=Task.State.OPEN).order_by("opened_at", "work")
    return Result(case.pk, case.number, case.state, case.version, tuple(tasks.values_list("pk", flat=True)), entry)


class Unit:
    """One command being carried out; `close` writes what it gathered."""

    def __init__(self, case: Case, actor: Actor, at: datetime) -> None:
        self.case, self.actor, self.at = case, actor, at
        self.from_state = case.state
        self.route_events: list[dict[str, Any]] = []
        self.params: dict[str, Any] = {}
        """What history and ledger say of this event: codes and digests, no personal data."""
        self.note = ""
        """What the actor wrote, for those who may see the case; history alone keeps it."""
        self.deadlines: list[dict[str, Any]] = []
        """Clocks that began or moved, for the ledger alone: each can be counted again from there."""

    @cached_property
    def item(self) -> Item:
        """The service item in the version to which the case is pinned."""
        return item_of(self.case.pack)

    def change_version(self, pack: PackVersion) -> None:
        """From here on the case runs on this version of its item."""
        self.case.pack = pack
        self.__dict__.pop("item", None)
        self.facts_changed()

    @cached_property
    def facts(self) -> FactBook:
        """What is known in this case now; drop it with `facts_changed` after adding to it."""
        return FactBook.of(self.case, self.item)

    def facts_changed(self) -> None:
        """Forget the facts read so far."""
        self.__dict__.pop("facts", None)

    def task(self, task_id: UUID) -> Task:
        """A task of this case. Raises NotFound."""
        row = Task.objects.filter(pk=task_id, case=self.case).first()
        if row is None:
            raise NotFound
        return row

    def move(self, verb: str) -> None:
        """Make the legal move. Raises IllegalMove."""
        self.case.state = life.move(self.case.kind, self.case.state, verb)

    def route(self, event: RouteEvent) -> None:
        """Advance the route by one event and carry out what follows from it."""
        routing.advance_case(self, event)

    def close_task(self, task: Task, outcome: str, opinion: str = "", **variables: Any) -> None:
        """Finish a person's task with its outcome, and let the route go on once nobody is to sign any more."""
        held = signing.is_to_be_signed(task)
        task.state, task.outcome, task.opinion = Task.State.HELD if held else Task.State.DONE, outcome, opinion
        task.closed_at, task.done_by_id = self.at, self.actor.person
        task.done_by_client = self.actor.client
        task.save(update_fields=["state", "outcome", "opinion", "closed_at", "done_by", "done_by_client", "staff"])
        self.params.setdefault("element", task.element)
        self.params.setdefault("outcome", outcome)
        if held:
            signing.hold(task, variables, self.at)
            return
        signing.drop(task, self.at)
        routing.complete(self, task.work, outcome, variables)

    def start_clock(self, code: str, at: datetime | None = None) -> None:
        """Start the clock of this limit of the item, if the item has it."""
        row = clocks.start(self.case, self.item, code, at or self.at)
        self.deadlines += [clocks.told(row)] if row else []
        self.watch(row)

    def tell_clocks(self, event: ClockEvent, cause: str) -> None:
        """Let the running clocks know of an event. Raises Forbidden where it concerns none of them."""
        concerned = clocks.happen(self.case, self.item, event, cause)
        if not concerned:
            raise Forbidden("concerns_no_clock")
        self.deadlines += [clocks.told(row) for row in concerned]
        for row in concerned:
            self.watch(row)

    def watch(self, row: Clock | None) -> None:
        """Let a job look when the legal limit passes; a clock that stands is watched again once it runs."""
        if row is not None and row.code == "legal" and row.red_at < NEVER:
            about = {"case": str(self.case.pk), "clock": row.pk}
            enqueue("escalate", f"escalate:{row.pk}:{row.red_at.isoformat()}", about, run_at=row.red_at)

    def stop_clock(self, *codes: str) -> None:
        """Stop running clocks; their last deadline stays on record."""
        clocks.stop(self.case, codes, self.at)

    def tell_applicant(self, code: str, **params: Any) -> None:
        """Put a notice on the applicant's page, and let the connectors carry it out of the portal."""
        self.tell(self.case.applicant_id, code, **params)

    def tell(self, person: UUID, code: str, **params: Any) -> None:
        """Put a notice about this case on somebody's page, and let the connectors carry it out of the portal."""
        params = {"item": {"zh": self.item.title.zh, "en": self.item.title.en}, "number": self.case.number} | params
        notice = tell(person, code, self.case.pk, self.at, **params)
        enqueue("send_notice", f"notice:{notice}", {"notice": notice})

    def tell_heads(self, code: str) -> None:
        """Put a notice on the pages of those who decide this item."""
        params = {"item": {"zh": self.item.title.zh, "en": self.item.title.en}, "number": self.case.number}
        for person in deciders(self.item):
            tell(person, code, self.case.pk, self.at, **params)

    def tell_supervisor(self, code: str, **params: Any) -> None:
        """Put a notice on the pages of those who supervise this item, where its pack names a post for it."""
        post = self.item.oversight.get("supervisor")
        params = {"item": {"zh": self.item.title.zh, "en": self.item.title.en}, "number": self.case.number} | params
        for person in holders(post.body, post.role) if post else ():
            tell(person, code, self.case.pk, self.at, **params)

    def compose(self, document: str, **payload: Any) -> None:
        """Have a document of this event written, sealed and put on the applicant's page."""
        seq = self.case.version + 1
        about = {"case": str(self.case.pk), "document": document, "seq": seq, "at": self.at.isoformat()}
        enqueue("compose_document", f"document:{self.case.pk}:{document}:{seq}", about | payload)

    def close(self, verb: str, key: str | None, is_recorded: bool) -> Result:
        """Write the event with its ledger entry and the case; returns how the case now stands."""
        self.case.changed_at = self.at
        incidents.settle_what_passed(self.case, self.route_events, self.at)
        receipt = self._record(verb, key) if is_recorded else None
        self.case.save()
        if is_recorded and self.case.bundle_id is not None:
            about = {"bundle": str(self.case.bundle_id)}
            enqueue("advance_bundle", f"bundle:{self.case.bundle_id}:{self.case.pk}:{self.case.version}", about)
        return result_of(self.case, receipt)

    def _record(self, verb: str, key: str | None) -> UUID:
        case, actor = self.case, self.actor
        case.version += 1
        body = {
            "case": case.number or str(case.pk),
            "seq": case.version,
            "item": case.item_code,
            "pack": case.pack.sha256,
            "from": self.from_state,
            "to": case.state,
            "at": self.at.isoformat(timespec="milliseconds"),
            "body": actor.body,
            "channel": actor.channel,
            "for_applicant": actor.assisted_by is not None,
            **self.params,
        }
        if self.deadlines:
            body["clocks"] = self.deadlines
        receipt = record(verb, str(case.pk), body, actor.pseudonym)
        Event.objects.create(
            case=case,
            seq=case.version,
            verb=verb,
            at=self.at,
            person=actor.person,
            body=actor.body or "",
            actor_kind=actor.kind,
            client=actor.client,
            channel=actor.channel,
            from_state=self.from_state,
            to_state=case.state,
            params=self.params,
            note=self.note,
            engine_events=self.route_events,
            key=key,
            entry=receipt.id,
        )
        return receipt.id
