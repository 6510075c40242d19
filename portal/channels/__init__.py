"""The entries by which people file a case: each file one channel, found by being there; never a rule of a case."""

import sys
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from portal.access import ACTOR
from workflows.api import Actor, discover

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


class Channel(Protocol):
    """One entry: where its pages are, who may use them, and in whose name."""

    code: str
    prefix: str
    """Before the address of every page of filing; empty for the citizens' own."""

    def guard(self, view: Page[P]) -> Page[P]:
        """Let in who may use this entry; lead others to sign in."""
        ...

    def actor(self, request: HttpRequest) -> Actor:
        """Who acts, for whom."""
        ...


@cache
def channels() -> dict[str, Channel]:
    """The entries by code."""
    return discover(sys.modules[__name__])


def channel_of(request: HttpRequest) -> Channel:
    """The entry by which this request came: the namespace of its address; at a clerk's desk it is the counter."""
    match = request.resolver_match
    if match and match.namespace in channels():
        return channels()[match.namespace]
    actor = request.META.get(ACTOR)
    return channels()["hall" if actor is not None and actor.kind == "clerk" else "web"]


def filing(view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]) -> Page[P]:
    """A page of filing that is the same for every channel; the view gets the actor."""

    @wraps(view)
    def entered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        channel = channel_of(request)

        def acting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, channel.actor(request), *args, **kwargs)

        return channel.guard(acting)(request, *args, **kwargs)

    return cast("Page[P]", entered)


def address(request: HttpRequest, name: str, *args: Any) -> str:
    """The address of a page of filing in the channel of this request."""
    try:
        return reverse(f"{channel_of(request).code}:{name}", args=args)
    except NoReverseMatch:
        return reverse(f"web:{name}", args=args)
