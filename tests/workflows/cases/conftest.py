"""A city, and a draft of the food permit with all its papers and answers."""

from tests.cast import cast
from tests.workflows.cases.filing import filed

__all__ = ["cast", "filed"]
