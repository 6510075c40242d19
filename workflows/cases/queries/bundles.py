"""A bundle and how each of its members stands: for its applicant, and for the bodies that work on a part of it."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from workflows.actor import Actor
from workflows.cases import clocks
from workflows.cases.bundle_views import BundleView, MemberView, VisitView
from workflows.cases.bundles import rows_of, standing_of
from workflows.cases.command import may_file
from workflows.cases.models import BundleMember, Case, Task, Visit
from workflows.cases.queries.case import may_see
from workflows.cases.queries.tasks import of_role
from workflows.cases.visits import offered, wanted_bodies
from workflows.catalogue import together
from workflows.catalogue.item import Item
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound
from workflows.outcomes.records import certificate_of, decision_of
from workflows.people.organisation import bodies


def bundle_view(actor: Actor, bundle_id: UUID) -> BundleView:
    """The bundle as this actor may see it. Raises NotFound for everybody without a part in it."""
    row = Case.objects.select_related("pack").filter(pk=bundle_id, kind="bundle").first()
    if row is None or not (may_file(actor, row) or works_on(actor, row)):
        raise NotFound
    item = item_of(row.pack)
    rows = rows_of(row)
    standing = {one.code: standing_of(one) for one in rows}
    members = tuple(member_view(actor, item, one, standing) for one in rows)
    visits = tuple(visit_view(row, item, visit) for visit in visits_of(row, item))
    return BundleView(row.pk, row.number or "", item.title, row.state, row.received_at, members, visits)


def works_on(actor: Actor, bundle: Case) -> bool:
    """Whether this actor's role has, or had, a task in a part of the bundle."""
    return actor.kind in ("clerk", "client") and of_role(actor).filter(case__bundle=bundle).exists()


def member_view(actor: Actor, item: Item, row: BundleMember, standing: together.Standing) -> MemberView:
    """One member; its own page is named to those alone who may open it."""
    member, case = item.member(row.code), row.case
    decision = decision_of(case.pk) if case else None
    certificate = certificate_of(case.pk) if case else None
    waits_for = together.blocked_by(item, row.code, standing) if standing[row.code] == together.WAITING else ()
    lost_to = [need.member for need in member.needs if standing[need.member] in (together.REFUSED, together.DROPPED)]
    return MemberView(
        code=row.code,
        title=member.item.title,
        body=bodies()[member.item.body],
        standing=standing[row.code],
        case=case.pk if case and may_see(actor, case) else None,
        number=(case.number or "") if case else "",
        state=case.state if case else "",
        waits_for=tuple(item.member(code).item.title for code in waits_for),
        lost_to=tuple(item.member(code).item.title for code in lost_to) if standing[row.code] == "dropped" else (),
        clocks=tuple(one for one in clocks.views(case, timezone.now()) if one.stopped_at is None) if case else (),
        outcome=decision.outcome if decision else "",
        certificate=certificate.code if certificate else "",
    )


def visits_of(bundle: Case, item: Item) -> list[Visit]:
    """The joint visits at which a task of a member was ever open, or about which somebody said something."""
    known = {row.code: row for row in Visit.objects.filter(bundle=bundle)}
    found = []
    for one in item.visits:
        tasks = Task.objects.filter(case__bundle=bundle, case__item_code__in=one.steps, kind="site_visit")
        if one.code in known or tasks.exists():
            found.append(known.get(one.code) or Visit(bundle=bundle, code=one.code))
    return found


def visit_view(bundle: Case, item: Item, row: Visit) -> VisitView:
    """One joint visit: who comes, what is offered, what was chosen."""
    spec = next(one for one in item.visits if one.code == row.code)
    known, wanted = bodies(), wanted_bodies(bundle, spec)
    return VisitView(
        code=row.code,
        label=spec.label,
        bodies=tuple(known[code] for code in sorted(wanted | set(row.moments))),
        waits_for=tuple(known[code] for code in sorted(wanted - set(row.moments))),
        moments={code: tuple(map(datetime.fromisoformat, said)) for code, said in row.moments.items()},
        offered=offered(bundle, spec, row, timezone.now()),
        chosen_at=row.chosen_at,
        is_open=bool(wanted),
    )


def bundle_of(actor: Actor, case_id: UUID) -> BundleView | None:
    """The bundle to which a case belongs, as this actor may see it; None for a case that stands alone."""
    bundle = Case.objects.filter(pk=case_id).values_list("bundle_id", flat=True).first()
    return bundle_view(actor, bundle) if bundle else None
