"""The date of a joint site visit: each body says when it can come, the applicant chooses a moment that suits all."""

from datetime import datetime

from workflows.cases.models import Case, Task, Visit
from workflows.catalogue.item import Item, JointVisit

MOST_MOMENTS = 6
"""That one body may propose."""


def wanted_bodies(bundle: Case, spec: JointVisit) -> set[str]:
    """Codes of the bodies whose visit is open now: those that come along."""
    open_now = Task.objects.filter(case__bundle=bundle, state=Task.State.OPEN, kind="site_visit")
    found = open_now.values_list("case__item_code", "element", "body_id")
    return {body for code, element, body in found if spec.steps.get(code) == element}


def offered(bundle: Case, spec: JointVisit, row: Visit, now: datetime) -> tuple[datetime, ...]:
    """The moments to come at which every body that comes along can be there; none while one has not said."""
    wanted = wanted_bodies(bundle, spec)
    if not wanted or not wanted <= set(row.moments):
        return ()
    common = set.intersection(*({*map(datetime.fromisoformat, row.moments[body])} for body in wanted))
    return tuple(sorted(moment for moment in common if moment > now))


def visit_of(item: Item, member: str, element: str) -> JointVisit | None:
    """The joint visit to which a member's step belongs."""
    return next((one for one in item.visits if one.steps.get(member) == element), None)
