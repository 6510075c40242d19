"""What every page's frame shows: languages, text size, navigation, who is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse, translate_url
from django.urls.exceptions import Resolver404
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from portal.access import ADMINISTERS, administrator_of, desk_of, desks_of
from portal.accounts.models import User
from portal.accounts.sessions import STAFF
from workflows.api import incident_count

TEXT_SIZES = {"normal": gettext_lazy("Normal"), "large": gettext_lazy("Large"), "largest": gettext_lazy("Largest")}
TEXT_SIZE_COOKIE = "text-size"


Readers = Literal[
    "everybody", "signed_in", "staff", "supervisors", "calendar_clerks", "administrators", "keepers"
]  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One entry of the service navigation."""

    url_name: str
    label: Promise
    readers: Literal[
        "everybody", "signed_in", "staff", "supervisors", "calendar_clerks", "administrators", "keepers"
    ] = "everybody"
    count: Callable[[HttpRequest], int] | None = None
    """How much waits there, shown as an alarm beside the entry."""


NAVIGATION: tuple[Entry, ...] = (
    Entry("home", gettext_lazy("Services")),
    Entry("cases", gettext_lazy("My cases"), "signed_in"),
    Entry("inbox", gettext_lazy("Inbox"), "staff"),
    Entry("counter", gettext_lazy("Counter"), "staff"),
    Entry("board", gettext_lazy("Board"), "supervisors"),
    Entry("calendars", gettext_lazy("Calendars"), "calendar_clerks"),
    Entry("ask", gettext_lazy("Check a certificate")),
    Entry("record", gettext_lazy("The record")),
    Entry("incidents", gettext_lazy("Incidents"), "keepers", lambda request: incident_count(administrator_of(request))),
    Entry("admin:index", gettext_lazy("Administration"), "administrators"),
)
"""From left to right. A page is active under the entry whose address begins its own."""


@dataclass(frozen=True)
class Link:
    """One link of the frame, as it is drawn."""

    href: str
    label: str
    current: bool = False
    lang: str = ""
    count: int = 0


def _shown(entry: Entry, request: HttpRequest) -> bool:
    user = request.user
    is_staff = user.is_authenticated and bool(request.session.get(STAFF))
    return {
        "everybody": True,
        "signed_in": user.is_authenticated,
        "staff": is_staff,
        "supervisors": is_staff and "supervisor" in _roles(request, entry),
        "calendar_clerks": is_staff and "calendar_clerk" in _roles(request, entry),
        "administrators": isinstance(user, User) and user.is_staff,
        "keepers": isinstance(user, User) and user.administers in ADMINISTERS,
    }[entry.readers]


def _roles(request: HttpRequest, entry: Entry) -> frozenset[str]:
    """The roles held at the chosen desk, where the entry asks for one; none without a post."""
    if entry.readers not in ("supervisors", "calendar_clerks") or not desks_of(request):
        return frozenset()
    return desk_of(request).roles


def navigation(request: HttpRequest) -> list[Link]:
    """The entries for this reader; the one with the longest fitting address is current."""
    entries = [(reverse(entry.url_name), entry) for entry in NAVIGATION if _shown(entry, request)]
    fitting = [href for href, _ in entries if request.path.startswith(href)]
    here = max(fitting, key=len, default="")
    home = reverse("home")
    return [
        Link(
            href,
            str(entry.label),
            href == here and (href != home or request.path == home),
            count=entry.count(request) if entry.count else 0,
        )
        for href, entry in entries
    ]


def languages(request: HttpRequest) -> list[Link]:
    """The same page in each language; where a page has no translation of its address, the home page."""
    names = {"zh-hans": "中文", "en": "English"}
    return [
        Link(_in_language(request, code), names[code], code == get_language(), "zh-Hans" if code == "zh-hans" else code)
        for code, _ in settings.LANGUAGES
    ]


def _in_language(request: HttpRequest, code: str) -> str:
    try:
        resolve(request.path_info)
    except Resolver404:
        return translate_url(reverse("home"), code)
    # A form that was sent has no address of its own to come back to but its path.
    return translate_url(request.get_full_path() if request.method == "GET" else request.path, code)


def text_size(request: HttpRequest) -> str:
    """The reader's choice, `normal` where there is none."""
    size = request.COOKIES.get(TEXT_SIZE_COOKIE, "")
    return size if size in TEXT_SIZES else "normal"


def frame(request: HttpRequest) -> dict[str, Any]:
    """The variables of templates/base/page.html; nothing is computed before a template asks."""
    size = text_size(request)
    return {
        "html_lang": "zh-Hans" if (get_language() or "").startswith("zh") else "en",
        "frame_navigation": lambda: navigation(request),
        "frame_languages": lambda: languages(request),
        "frame_text_sizes": [(code, label, code == size) for code, label in TEXT_SIZES.items()],
        "text_size": size,
        "demonstration": settings.ONEDOOR_DEMO,
        "identity_provider": settings.OIDC_NAME if settings.OIDC else "",
    }
