"""The city's people."""

from tests.cast import cast

__all__ = ["cast"]
