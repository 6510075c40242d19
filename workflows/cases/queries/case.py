"""One case, whole, for its applicant or for a clerk who has or had a task in it."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from workflows.actor import Actor
from workflows.cases import clocks, looks
from workflows.cases.command import may_file
from workflows.cases.commands.request_reconsideration import last_day
from workflows.cases.facts import FactBook, FactView
from workflows.cases.models import Case, Correction, Event, Paper
from workflows.cases.queries.differences import of_case
from workflows.cases.queries.tasks import of_role, task_views
from workflows.cases.views import (
    CaseCertificate,
    CaseView,
    CorrectionView,
    DecisionView,
    DocumentView,
    EventView,
    FieldView,
    PaperView,
    PointView,
    SlotView,
)
from workflows.catalogue import form
from workflows.catalogue.field_kind import FieldProblem
from workflows.catalogue.item import Field, Item
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound, Problem
from workflows.outcomes.records import certificate_of, decision_of, documents_of, status_on
from workflows.people.models import Person


def case_view(actor: Actor, case_id: UUID) -> CaseView:
    """The case as this actor may see it. Raises NotFound for everybody without a part in it.

    Whoever is not the applicant leaves a look behind (workflows.cases.looks).
    """
    row = Case.objects.select_related("pack", "applicant", "assisted_by").filter(pk=case_id).first()
    if row is None or not may_see(actor, row):
        raise NotFound
    looks.note(actor, row, may_file(actor, row))
    item = item_of(row.pack)
    facts = FactBook.of(row, item)
    papers = paper_views(row)
    asked = open_points(row)
    sight = sight_of(actor, row, item)
    return CaseView(
        id=row.pk,
        number=row.number,
        query_code=row.query_code,
        item=item,
        state=row.state,
        version=row.version,
        applicant=row.applicant_id,
        applicant_name=row.applicant.name,
        assisted_by=row.assisted_by.name if row.assisted_by else "",
        channel=row.channel,
        created_at=row.created_at,
        changed_at=row.changed_at,
        received_at=row.received_at,
        accepted_at=row.accepted_at,
        is_deemed_accepted=row.is_deemed_accepted,
        decided_at=row.decided_at,
        finished_at=row.finished_at,
        fields=tuple(each for each in field_views(item, facts, papers, asked) if sees(sight, each.field.code)),
        slots=tuple(each for each in slot_views(item, facts, papers, asked) if sees(sight, each.slot.code)),
        clocks=clocks.views(row, timezone.now()),
        corrections=correction_views(row, item, sight),
        events=event_views(row),
        tasks=task_views(row.tasks.order_by("opened_at", "work")),
        decision=decision_view(row),
        certificate=certificate_view(row),
        documents=document_views(row) if sight is None else (),
        re_typed=facts.re_typed(),
        bundle=row.bundle_id,
        differences=of_case(row, sight),
        reconsideration_until=last_day(row, item),
    )


def may_see(actor: Actor, case: Case) -> bool:
    """Who files it; else who holds a role that has, or had, a task in it."""
    if may_file(actor, case):
        return True
    return actor.kind in ("clerk", "client") and of_role(actor).filter(case=case).exists()


def sight_of(actor: Actor, case: Case, item: Item) -> frozenset[str] | None:
    """Fields and papers that this actor's steps need, where the pack names them for each of them; None: everything."""
    if may_file(actor, case):
        return None
    elements = set(of_role(actor).filter(case=case).values_list("element", flat=True))
    needed = [item.steps[element].reads for element in elements if element in item.steps]
    named = [reads for reads in needed if reads is not None]
    return frozenset().union(*named) if len(named) == len(needed) else None


def sees(sight: frozenset[str] | None, code: str) -> bool:
    """Whether a field or paper is among what the actor's steps need."""
    return sight is None or code in sight


def open_points(case: Case) -> set[tuple[str, str]] | None:
    """Fields and papers that the applicant may change now; None means all of them."""
    if case.state == "draft":
        return None
    notice = Correction.objects.filter(case=case, answered_at=None).first()
    return {(point["kind"], point["code"]) for point in notice.points} if notice else set()


def paper_views(case: Case) -> tuple[PaperView, ...]:
    """The papers that lie in their slots now."""
    names = [name for name in PaperView.__dataclass_fields__ if name != "warnings"]
    rows = Paper.objects.filter(case=case, removed_at=None).order_by("added_at", "pk")
    return tuple(PaperView(**{n: getattr(r, n) for n in names}, warnings=tuple(r.warnings)) for r in rows)


def field_views(
    item: Item, facts: FactBook, papers: tuple[PaperView, ...], asked: set[tuple[str, str]] | None
) -> tuple[FieldView, ...]:
    """The form, field by field, in its order."""
    now, by_digest = timezone.localtime(), {paper.sha256: paper for paper in papers}
    asked_for = {field.code for field in form.asked(item, facts.known, now)}
    required = form.required(item, facts.known, now)
    read = {paper.slot for paper in papers if paper.stage in ("read", "failed")}
    found = []
    for field in item.fields:
        fact = facts.current(field.code)
        slots = {slot.code for slot in item.slots if field.code in slot.prefill.values()}
        found.append(
            FieldView(
                field=field,
                is_asked=field.code in asked_for,
                is_required=field.code in required,
                is_open=asked is None or ("field", field.code) in asked,
                fact=fact,
                problem=problem_of(field, fact, field.code in required),
                paper=by_digest.get(fact.document_sha256) if fact else None,
                is_fillable=bool(slots),
                has_paper=bool(slots & read),
                confirmed_by=facts.confirmed_by(field.code),
                differing=facts.differing(field.code),
            )
        )
    return tuple(found)


def problem_of(field: Field, fact: FactView | None, is_required: bool) -> Problem | None:
    """What keeps this value from being handed in, looked at by itself."""
    if fact is not None and fact.problem:
        raw: Any = fact.raw.split(",") if field.type == "multiselect" else fact.raw
        try:
            form.parse(field, raw, timezone.localtime())
        except FieldProblem as wrong:
            return Problem(field.code, wrong.code, params=wrong.params)
    missing = is_required and (fact is None or fact.value is None)
    return Problem(field.code, "required") if missing else None


def slot_views(
    item: Item, facts: FactBook, papers: tuple[PaperView, ...], asked: set[tuple[str, str]] | None
) -> tuple[SlotView, ...]:
    """The papers asked for, each with what was handed in."""
    return tuple(
        SlotView(
            slot=slot,
            is_required=is_required,
            is_open=asked is None or ("paper", slot.code) in asked,
            papers=tuple(paper for paper in papers if paper.slot == slot.code),
        )
        for slot, is_required in form.slots_asked(item, facts.known, timezone.localtime())
    )


def correction_views(case: Case, item: Item, sight: frozenset[str] | None) -> tuple[CorrectionView, ...]:
    """Every correction notice of the case, oldest first, with the points that the actor sees."""
    labels = {("field", f.code): f.label for f in item.fields} | {("paper", s.code): s.label for s in item.slots}
    guide = {("paper", s.code): s.why for s in item.slots} | {("field", f.code): f.help for f in item.fields}
    return tuple(
        CorrectionView(
            seq=row.seq,
            points=tuple(
                PointView(
                    p["kind"], p["code"], labels[p["kind"], p["code"]], p["why"], guide.get((p["kind"], p["code"]))
                )
                for p in row.points
                if sees(sight, p["code"])
            ),
            asked_at=row.asked_at,
            body=row.body,
            due_at=row.due_at,
            answered_at=row.answered_at,
        )
        for row in case.corrections.order_by("seq")
    )


def event_views(case: Case) -> tuple[EventView, ...]:
    """The history, oldest first, with the names of those who acted."""
    rows = list(Event.objects.filter(case=case).order_by("seq"))
    names = dict(Person.objects.filter(pk__in={r.person for r in rows if r.person}).values_list("pk", "name"))
    return tuple(
        EventView(
            seq=row.seq,
            verb=row.verb,
            at=row.at,
            person=names.get(row.person, row.client) if row.person else row.client,
            body=row.body,
            channel=row.channel,
            to_state=row.to_state,
            params=row.params,
            entry=row.entry,
            note=row.note,
        )
        for row in rows
    )


def decision_view(case: Case) -> DecisionView | None:
    """What was decided, or None."""
    row = decision_of(case.pk)
    return DecisionView(row.outcome, row.reasons, tuple(row.bases), row.body, row.at) if row else None


def certificate_view(case: Case) -> CaseCertificate | None:
    """The certificate, or None."""
    row = certificate_of(case.pk)
    if row is None:
        return None
    status, _ = status_on(row, timezone.localdate())
    return CaseCertificate(row.number, row.code, status, row.valid_from, row.valid_to, row.document_id)


def document_views(case: Case) -> tuple[DocumentView, ...]:
    """The sealed documents, oldest first."""
    return tuple(DocumentView(row.pk, row.kind, row.number, row.sha256, row.at) for row in documents_of(case.pk))
