"""Gives documents their numbers and public codes, once each, before they are written."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from workflows.outcomes.codes import new_code
from workflows.outcomes.elicence import ElicenceId
from workflows.outcomes.models import Reservation, Series

MARKS = {
    "receipt": "收",
    "acceptance_notice": "受理",
    "correction_notice": "补正",
    "non_acceptance": "不受理",
    "decision_granted": "准许",
    "decision_refused": "不许",
    "reply": "答复",
    "extension_notice": "延期",
    "stop_notice": "停止计时",
    "resume_notice": "恢复计时",
    "lapse_notice": "视为撤回",
    "termination": "终止",
    "reopening_notice": "重办",
}
"""Words that tell the series of one body apart; kinds without one share the body's plain series."""
_SERIAL_DIGITS = 10


@dataclass(frozen=True)
class Reserved:
    """A number that belongs to one document for ever, even if the document is never written."""

    year: int
    value: int
    """Counts from 1 within the series of the year."""
    code: str

    def printed(self, body_name: str, kind: str) -> str:
        """The number as official papers write it, such as 云东区市场监督管理局（受理）〔2026〕12号."""
        mark = f"（{MARKS[kind]}）" if kind in MARKS else ""
        return f"{body_name}{mark}〔{self.year}〕{self.value}号"

    def identifier(self, elicence_type: str, issuer_uscc: str) -> ElicenceId:
        """The first version of a certificate with this number. Raises elicence.BadIdentifier."""
        return ElicenceId(elicence_type, issuer_uscc, f"{self.year}{self.value:0{_SERIAL_DIGITS}}")


def reserve(*, case: UUID, kind: str, seq: int, body: str, year: int, series: str = "") -> Reserved:
    """The number of one document: asked again for the same (case, kind, seq), the answer is the same.

    `series` names a run of its own, such as the type of a certificate; else the body's series for this kind is used.
    """
    name = series or f"{body}:{MARKS.get(kind, '')}"
    with transaction.atomic():
        Series.objects.get_or_create(name=name, year=year)
        # Whoever holds the series looks again: a second worker on the same job must find the first one's number.
        run = Series.objects.select_for_update().get(name=name, year=year)
        kept = Reservation.objects.select_related("series").filter(case=case, kind=kind, seq=seq).first()
        if kept is None:
            run.last += 1
            run.save(update_fields=["last"])
            kept = Reservation.objects.create(
                case=case, kind=kind, seq=seq, series=run, value=run.last, code=new_code()
            )
    return Reserved(kept.series.year, kept.value, kept.code)
