"""The counter in the hall: a front-desk clerk files for a citizen who stands there (帮办)."""

from dataclasses import replace

from django.http import HttpRequest

from portal.access import clerk_of, clerk_required
from workflows.api import Actor


class Hall:
    """The clerk is named on the case, and the citizen sees it."""

    code = "hall"
    prefix = "hall/"
    guard = staticmethod(clerk_required)

    @staticmethod
    def actor(request: HttpRequest) -> Actor:
        """The clerk at this desk, as the one who assists."""
        clerk = clerk_of(request)
        return replace(clerk, channel="hall", assisted_by=clerk.person)


KIND = Hall()
