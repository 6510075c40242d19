"""The city with its accounts, and a case of it."""

import pytest

from tests.cast import Cast
from tests.security.conftest import cast, open_as
from tests.workflows.cases.filing import Filed, file_case

__all__ = ["cast", "filed", "open_as"]


@pytest.fixture
def filed(cast: Cast) -> Filed:
    """A case that waits at the front desk."""
    return file_case(cast)
