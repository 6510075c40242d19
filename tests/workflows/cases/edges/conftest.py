"""The city with a case in it."""

from tests.workflows.cases.conftest import cast, filed, world

__all__ = ["cast", "filed", "world"]
