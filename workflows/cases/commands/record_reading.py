"""Put what was read from a paper beside what is known; nothing typed is ever overwritten."""

import dataclasses
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone

from ocr.api import LONG_TERM, FieldReading, Reading, materials
from ocr.api import Paper as PaperRead
from workflows.cases import differences, known
from workflows.cases.command import SystemCommand
from workflows.cases.entering import read
from workflows.cases.models import Fact, Paper
from workflows.cases.unit import Unit
from workflows.catalogue.item import Field, Slot


@dataclasses.dataclass(frozen=True)
class RecordReading(SystemCommand):
    """A finished reading of a paper that is still in its slot."""

    code: ClassVar[str] = "record_reading"
    is_recorded: ClassVar[bool] = False
    paper: UUID
    reading: Reading

    @property
    def move(self) -> str:
        """Reading is no legal act."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Append one fact for each value found; a value that is not valid is kept as read, and counts for nothing."""
        paper = Paper.objects.filter(pk=self.paper, case=unit.case).first()
        if paper is None or paper.stage == Paper.Stage.READ:
            return
        slot = unit.item.slot(paper.slot)
        if slot is None:
            return
        paper.stage, paper.progress = Paper.Stage.READ, 100
        paper.engine, paper.warnings = self.reading.engine, warnings(self.reading, slot, timezone.localdate(unit.at))
        if Paper.objects.filter(case=unit.case, sha256=paper.sha256, removed_at=None).exclude(pk=paper.pk).exists():
            paper.warnings.append({"code": "same_paper", "params": {}})
        paper.material = self.reading.papers[0].material if self.reading.papers else ""
        paper.save(update_fields=["stage", "progress", "engine", "warnings", "material"])
        # What was handed in stays as it was: a paper that is read later only stands beside it.
        is_handed_in = unit.case.state not in ("draft", "correction_due")
        for found in self.reading.papers:
            for name, value in found.fields.items():
                for code, only_compares in targets(slot, name):
                    if (field := unit.item.field(code)) is not None:
                        self._note(unit, paper, field, value, only_compares or is_handed_in)
        unit.facts_changed()
        known.follow(unit, {*slot.prefill.values()})
        if is_handed_in:
            differences.note(unit)

    def _note(self, unit: Unit, paper: Paper, field: Field, found: FieldReading, only_compares: bool) -> None:
        if found.status == "missing":
            return
        value, problem = read(field, found.value or "", unit.at)
        Fact.objects.create(
            case=unit.case,
            field=field.code,
            value=value,
            raw=found.raw,
            problem=problem,
            source=Fact.Source.PAPER,
            grade="C",
            status=found.status,
            only_compares=only_compares,
            document_sha256=paper.sha256,
            page=found.page,
            quad=found.quad,
            at=unit.at,
        )


def targets(slot: Slot, name: str) -> list[tuple[str, bool]]:
    """Form fields to which a paper's field goes: filled in, or only compared."""
    filled = [(code, False) for paper_field, code in slot.prefill.items() if paper_field == name]
    return filled + [(code, True) for paper_field, code in slot.compare.items() if paper_field == name]


def warnings(reading: Reading, slot: Slot, today: date) -> list[dict[str, Any]]:
    """What to tell the applicant about this paper at once: codes with their figures."""
    found = {paper.material for paper in reading.papers}
    said = [{"code": remark.code, "params": dict(remark.params)} for remark in reading.warnings]
    told = {each["code"] for each in said}
    if not found or found <= {"unknown"}:
        said.append({"code": "not_recognised", "params": {}})
    elif "wrong_paper" not in told and not any(
        value.status != "missing" for paper in reading.papers for value in paper.fields.values()
    ):
        said.append({"code": "nothing_found", "params": {}})
    if any(last_day(paper) < today for paper in reading.papers):
        said.append({"code": "expired", "params": {}})
    return said


def last_day(paper: PaperRead) -> date:
    """The last day on which a paper holds, as far as that was read and nothing speaks against it."""
    material = materials().get(paper.material)
    found = paper.fields.get(material.ends) if material and material.ends else None
    if found is None or found.status not in ("verified", "likely") or not found.value or found.value == LONG_TERM:
        return date.max
    return date.fromisoformat(found.value)


KIND = RecordReading
