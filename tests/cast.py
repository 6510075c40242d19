"""The cast of the tests: a city with its staff, an applicant, and an outsider who must see nothing."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from workflows.actor import Actor
from workflows.cases.founding import City, found_city
from workflows.people.organisation import appointments


@dataclass(frozen=True)
class Cast:
    """Who plays in the stories; usernames as in the city's file."""

    city: City

    def person(self, username: str) -> UUID:
        """The person behind an account."""
        return next(each.person for each in self.city.accounts if each.username == username)

    def citizen(self, username: str = "luo") -> Actor:
        """An applicant, signed in at home."""
        return Actor(kind="citizen", channel="web", person=self.person(username), identity_level=2)

    def clerk(self, username: str) -> Actor:
        """A clerk at the first desk held."""
        desk = appointments(self.person(username))[0]
        return Actor(
            kind="clerk",
            channel="web",
            person=self.person(username),
            body=desk.body.code,
            roles=desk.roles,
            identity_level=3,
        )

    def outsiders(self) -> list[Actor]:
        """Another citizen, a clerk of a department without a part in it, and a system of such a department."""
        elsewhere = Actor(
            kind="clerk", channel="web", person=self.person("admin"), body="health", roles=frozenset({"x"})
        )
        system = Actor(kind="client", channel="api", body="health", roles=frozenset({"fire_officer"}), client="other")
        return [self.citizen("lin"), elsewhere, system]


@pytest.fixture
def cast(db: None) -> Cast:
    """The city of Yunzhou."""
    return Cast(found_city())
