"""Serve an act on a certificate (送达): letter and new certificate are on the holder's page."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import SystemCommand
from workflows.cases.unit import Unit
from workflows.law.label import Label

ACTS_DONE = {
    "change": Label("已变更", "changed"),
    "renew": Label("已延续", "renewed"),
    "correct": Label("已更正，不收费用", "corrected, free of charge"),
    "suspend": Label("已暂停", "suspended"),
    "resume": Label("已恢复效力", "in force again"),
    "recall": Label("已撤回", "recalled"),
    "revoke": Label("已撤销", "revoked"),
    "strip": Label("已吊销", "stripped"),
    "cancel": Label("已注销", "taken off the register"),
}


@dataclasses.dataclass(frozen=True)
class ServeLicenceAct(SystemCommand):
    """`act` has its letter with the digest `letter`; `sha256` is that of a new certificate, empty for none."""

    code: ClassVar[str] = "serve_licence_act"
    act: str
    letter: str
    sha256: str = ""

    @property
    def move(self) -> str:
        """None: the certificate has moved, not the case."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Record the digests, by which anybody finds the entry that proves the paper."""
        unit.params |= {"act": self.act, "letter": self.letter} | ({"sha256": self.sha256} if self.sha256 else {})
        unit.tell_applicant("licence_act", act=dataclasses.asdict(ACTS_DONE[self.act]))


KIND = ServeLicenceAct
