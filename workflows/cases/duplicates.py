"""One open case about one object: what a case is about as a digest, and the case that is open about the same."""

import hashlib
import json
from uuid import UUID

from django.db import connection

from workflows.cases.models import Case
from workflows.cases.unit import Unit
from workflows.errors import Invalid, Problem


def claim(unit: Unit) -> None:
    """Say of the case what it is about. Raises Invalid, naming the case that is open about the same.

    The constraint one_open_case_about_an_object is the last line; the lock lets the second of two that are handed
    in at once see the first.
    """
    key = key_of(unit)
    if key:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('object ' || %s, 0))", [key])
        if (other := open_about(unit.case, key)) is not None:
            raise Invalid(Problem("", "duplicate", params=told(unit, other)))
    unit.case.object_key = key


def key_of(unit: Unit) -> str:
    """The digest of the object; empty where the item names none, or a value of it is missing."""
    about = unit.item.case_object
    if about is None:
        return ""
    values = [unit.facts.known.get(code) for code in about.fields]
    if any(value is None for value in values):
        return ""
    who = "" if about.is_whoever else str(unit.case.applicant_id)
    text = json.dumps([unit.item.code, who, *values], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def open_about(case: Case, key: str) -> Case | None:
    """Another case of the item about this object that was handed in and has neither decision nor end."""
    rows = Case.objects.filter(item_code=case.item_code, object_key=key, received_at__isnull=False)
    return rows.filter(decided_at=None, finished_at=None).exclude(pk=case.pk).first()


def told(unit: Unit, other: Case) -> dict[str, str]:
    """Which case it is; of somebody else's only that there is one."""
    if other.applicant_id != unit.case.applicant_id:
        return {}
    return {"case": str(other.pk), "number": other.number or ""}


def open_cases(applicant: UUID, item_code: str) -> list[Case]:
    """The applicant's cases of this item that were handed in and are open, newest first."""
    rows = Case.objects.filter(applicant_id=applicant, item_code=item_code, received_at__isnull=False)
    return list(rows.filter(decided_at=None, finished_at=None).select_related("pack").order_by("-received_at"))
