"""The city, whose people have addresses."""

from tests.cast import cast

__all__ = ["cast"]
