"""Carry a case to another version of its item, whole or not at all."""

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

from workflows.cases import routing
from workflows.cases.command import SystemCommand
from workflows.cases.migrating import Course, move_tasks, plan
from workflows.cases.unit import Unit
from workflows.catalogue.models import PackVersion
from workflows.engine import retold
from workflows.engine.migrate import MIGRATED
from workflows.errors import Conflict


@dataclasses.dataclass(frozen=True)
class Migrate(SystemCommand):
    """`to` is the digest of the version; `elements` and `lose` as `workflows/cases/migrating.py` has them."""

    code: ClassVar[str] = "migrate"
    to: str
    elements: Mapping[str, str] = dataclasses.field(default_factory=dict)
    lose: frozenset[str] = frozenset()

    @property
    def move(self) -> str:
        """The legal state stays what it is."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Move marking, tasks and timers. Raises Conflict where something stands against it by now."""
        case, old = unit.case, unit.case.pack
        new = PackVersion.objects.filter(code=case.item_code, sha256=self.to).first()
        if new is None:
            raise Conflict("no_such_version")
        course = Course(new, self.elements, self.lose)
        found = plan(case, course, unit.at)
        if found.refusals:
            raise Conflict(f"not_migratable_{found.refusals[0].code}")
        unit.params |= {"from_pack": old.sha256, "to_pack": new.sha256, "elements": dict(self.elements)}
        told = {retold.KIND: MIGRATED, "from": old.sha256, "to": new.sha256, "mapping": dict(self.elements)}
        unit.change_version(new)
        move_tasks(case, course, unit.item)
        if case.marking:
            case.marking = found.migration.marking.to_json()
        unit.route_events.append(told)
        for effect in found.migration.effects:
            routing.carry_out(unit, effect)


KIND = Migrate
