"""What of a case the applicant may change now."""

from collections.abc import Iterable

from workflows.cases.models import Correction
from workflows.cases.unit import Unit
from workflows.errors import Conflict, Forbidden


def open_points(unit: Unit) -> tuple[dict[str, str], ...] | None:
    """The points of the open correction notice; None while the whole draft is open. Raises Conflict otherwise."""
    if unit.case.state == "draft":
        return None
    notice = Correction.objects.filter(case=unit.case, answered_at=None).first()
    if unit.case.state != "correction_due" or notice is None:
        raise Conflict(f"state_{unit.case.state}", when=unit.case.changed_at)
    return tuple(notice.points)


def must_be_open_for(unit: Unit, kind: str, codes: Iterable[str]) -> None:
    """Raise Forbidden where one of `codes` (fields or papers) is not asked about: the rest stays as handed in."""
    points = open_points(unit)
    if points is None:
        return
    asked = {point["code"] for point in points if point["kind"] == kind}
    if closed := [code for code in codes if code not in asked]:
        raise Forbidden("not_asked", fields=closed)
