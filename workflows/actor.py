"""Who acts: the one value that every command takes."""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

Kind = Literal["citizen", "clerk", "system", "client"]
Channel = Literal["web", "hall", "mobile", "kiosk", "hotline", "api", "system"]


@dataclass(frozen=True)
class Actor:
    """Who acts, for whom and by which entry, as the portal has authenticated it.

    A citizen has a person and no body; a clerk has a person, a body and the roles held there;
    a client is a department's system, with a body and roles and no person; the system has neither.
    """

    kind: Kind
    channel: Channel
    person: UUID | None = None
    body: str | None = None
    """Code of the department for which a clerk or a client acts."""
    roles: frozenset[str] = frozenset()
    on_behalf_of: UUID | None = None
    """The applicant for whom a clerk files; None when the actor acts for itself."""
    assisted_by: UUID | None = None
    identity_level: int = 0
    """0 unknown, 1 phone, 2 name and number, 3 face or certificate."""
    client: str = ""
    """Identifier of the department's system, for actors of kind client."""

    @property
    def pseudonym(self) -> str:
        """The name under which the ledger knows this actor; it tells nobody outside who that is."""
        if self.person:
            return f"person:{self.person}"
        return f"client:{self.client}" if self.kind == "client" else "system"

    def acting_for(self, applicant: UUID) -> "Actor":
        """The same clerk, filing for `applicant` who stands at the counter."""
        return replace(self, on_behalf_of=applicant, assisted_by=self.person)

    @property
    def applicant(self) -> UUID | None:
        """The person whose case this actor may file: the principal where there is one."""
        return self.on_behalf_of or (self.person if self.kind == "citizen" else None)


SYSTEM = Actor(kind="system", channel="system")
ADMINISTRATOR = "administrator"
"""The role of who keeps the system running; it opens no case, only what stands in the way of one."""
AUDITOR = "auditor"
"""The role of who may see how every case moved, and change nothing."""
