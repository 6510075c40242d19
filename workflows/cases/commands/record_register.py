"""Put what a register says beside what is known; nothing typed is ever overwritten."""

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

from workflows.cases import differences, known
from workflows.cases.command import SystemCommand
from workflows.cases.models import Fact
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class RecordRegister(SystemCommand):
    """The records that the register `source` has of the applicant."""

    code: ClassVar[str] = "record_register"
    is_recorded: ClassVar[bool] = False
    source: str
    records: tuple[Mapping[str, str], ...]

    @property
    def move(self) -> str:
        """Knowing is no legal act."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Append a fact for each value; after handing in it only stands beside, and a difference is asked about."""
        if unit.case.finished_at is not None or unit.case.state == "discarded":
            return
        for one in unit.item.sources:
            if (one.kind, one.code) == ("register", self.source):
                found = [(self.source, record) for record in self.records]
                known.put_in(unit, one, found, Fact.Source.REGISTER, "A")
        unit.facts_changed()
        if unit.case.received_at is not None:
            differences.note(unit)


KIND = RecordRegister
