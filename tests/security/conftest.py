"""The city with its accounts, and browsers that are signed in to them."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.cast import Cast
from tests.portal.actors import make
from workflows.cases.founding import found_city

__all__ = ["cast", "open_as"]


@pytest.fixture
def cast(db: None) -> Cast:
    """The city of Yunzhou."""
    return Cast(found_city())


@pytest.fixture
def open_as(cast: Cast, demonstration: None) -> Callable[[str], Client]:
    """A browser in which this person of the city is signed in; staff with their second factor."""

    def browser(username: str) -> Client:
        staff = {each.username for each in cast.city.accounts if each.is_staff}
        if not User.objects.filter(username=username).exists():
            make(username, cast.person(username), staff=username in staff)
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return browser
