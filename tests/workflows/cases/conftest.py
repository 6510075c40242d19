"""A city with a case that was handed in, made once a module and as new for each test.

What a test changes is undone by its savepoint. Tests that need several connections at once take
`filed_for_all`, which is committed; they stand in modules of their own.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.cases.founding import found_city
from workflows.outside import jobs

__all__ = ["cast", "committed_city", "filed", "filed_for_all", "world"]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Filed]:
    """The city, and a plain case in it: hot food, few seats."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield file_case(Cast(found_city()))
        transaction.set_rollback(True)


@pytest.fixture
def cast(world: Filed, db: None) -> Cast:
    """The city of Yunzhou."""
    return world.cast


@pytest.fixture
def filed(world: Filed, db: None) -> Filed:
    """The plain case, received and not answered yet."""
    return world


@pytest.fixture
def committed_city(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The city, committed, so that other connections see it; nobody hears the bell, so nobody waits for a broker."""
    monkeypatch.setattr(jobs, "_bells", [])
    return Cast(found_city())


@pytest.fixture
def filed_for_all(committed_city: Cast) -> Filed:
    """The plain case, committed."""
    return file_case(committed_city)
