"""Which acts in writing the head of a matter may do on a case now, and the case as the head sees it."""

import dataclasses
from uuid import UUID

from django.utils import timezone

from workflows.actor import Actor
from workflows.cases import clocks
from workflows.cases.acting import heads
from workflows.cases.commands.reopen import ENDED
from workflows.cases.licence import certificate_of, waits_for_its_letter
from workflows.cases.models import Case
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound
from workflows.law import life
from workflows.law.clock import Rule
from workflows.law.label import Label
from workflows.outcomes.acts import ACTS
from workflows.outcomes.records import status_on

IN_LIFE = ("extend", "stop_clock", "resume_clock", "terminate")


@dataclasses.dataclass(frozen=True)
class ActsView:
    """A case under the hand of its head."""

    case: UUID
    number: str
    item: Label
    applicant: str
    state: str
    verbs: tuple[str, ...]
    """Codes of the commands that law and standing allow now."""
    procedures: tuple[str, ...]
    """What may stop the clock, by its law."""
    standing: tuple[str, ...]
    """What stops it now."""
    extend_by: int
    """Units by which the limit may be extended at most."""
    bases: tuple[str, ...]
    """Articles on which the item rests."""
    printed: tuple[tuple[str, Label], ...]
    """Fields that the certificate prints, with their labels."""
    certificate: str
    """Identifier of the newest certificate, or empty."""


def acts_view(actor: Actor, case_id: UUID) -> ActsView:
    """The acts that are open to this actor. Raises NotFound for everybody but the head, and in an own matter."""
    row = Case.objects.select_related("pack", "applicant").filter(pk=case_id).exclude(number=None).first()
    if row is None or actor.person in (None, row.applicant_id) or not heads(actor, item_of(row.pack)):
        raise NotFound
    item = item_of(row.pack)
    running = clocks.running(row, "legal")
    rule = Rule.from_json(running.rule) if running else None
    return ActsView(
        case=row.pk,
        number=row.number or "",
        item=item.title,
        applicant=row.applicant.name,
        state=row.state,
        verbs=tuple(verbs_of(row, rule)),
        procedures=tuple(rule.stops) if rule else (),
        standing=clocks.standing(row),
        extend_by=rule.extend if rule else 0,
        bases=tuple(f"《{basis.law.zh}》{basis.article}" for basis in item.bases),
        printed=tuple((code, label) for label, code in item.result.fields),
        certificate=_newest(row),
    )


def heads_case(actor: Actor, case_id: UUID) -> bool:
    """Whether the page of acts is open to this actor."""
    try:
        acts_view(actor, case_id)
    except NotFound:
        return False
    return True


def verbs_of(row: Case, rule: Rule | None) -> list[str]:
    """What the legal lives of the case and of its certificate let happen now."""
    allowed = life.verbs(row.kind, row.state)
    standing = clocks.standing(row)
    found = [verb for verb in IN_LIFE if verb in allowed]
    if rule is None or not rule.extend:
        found = [verb for verb in found if verb != "extend"]
    if rule is None or not rule.stops:
        found = [verb for verb in found if verb not in ("stop_clock", "resume_clock")]
    found = [verb for verb in found if verb != "resume_clock" or standing]
    if row.state in ENDED and not row.reopened_by.exclude(state__in=ENDED).exists():
        found.append("reopen")
    return found + _licence_verbs(row)


def _licence_verbs(row: Case) -> list[str]:
    if not _newest(row) or waits_for_its_letter(row):
        return []
    status = status_on(certificate_of(row), timezone.localdate())[0]
    return [f"{code}_licence" for code, act in ACTS.items() if status in act.begins]


def _newest(row: Case) -> str:
    try:
        return certificate_of(row).number
    except NotFound:
        return ""
