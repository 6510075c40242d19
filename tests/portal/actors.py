"""Demonstration accounts for tests of the portal: a citizen, and one for each administrative role."""

from uuid import UUID, uuid4

from portal.accounts.demo import DemoPerson, create_accounts
from portal.accounts.models import User


def make(username: str, person: UUID | None = None, **columns: object) -> User:
    """One demonstration account; needs the fixture `demonstration`."""
    return create_accounts([DemoPerson(username, person or uuid4(), zh="演示", en="part", **columns)])[0]  # type: ignore[arg-type]
