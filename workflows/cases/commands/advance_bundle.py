"""Let a bundle go on after one of its members did: others begin, fall away, or it is finished."""

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

from ocr.api import Document
from workflows.cases import bundles
from workflows.cases.command import SystemCommand
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class AdvanceBundle(SystemCommand):
    """`certificates` of granted members, as stored papers by the member's code."""

    code: ClassVar[str] = "advance_bundle"
    certificates: Mapping[str, Document] = dataclasses.field(default_factory=dict)

    @property
    def move(self) -> str:
        """Which move it is, the standing of the members says."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """A bundle that was withdrawn or has ended stays as it is; its members go their own ways."""
        if unit.case.state in ("open", "partly_finished"):
            bundles.look_again(unit, self.certificates)


KIND = AdvanceBundle
