"""What is done around every page: bodies are bounded, sessions end in time, refusals become answers."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal import errors, refusals
from portal.accounts.sessions import end_if_too_old
from workflows.api import Refusal

Answer = Callable[[HttpRequest], HttpResponse]


def limit_session(answer: Answer) -> Answer:
    """Ends sessions that are too old, and keeps what a signed-in person sees out of shared and disk caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if end_if_too_old(request):
            messages.info(request, _("You were signed out because nothing happened for a while. Please sign in again."))
        private = request.user.is_authenticated
        response = answer(request)
        if private and "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def limit_body(answer: Answer) -> Answer:
    """Turns away what is too large before anything of it is written to disk, and text that no column can hold."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.LARGEST_BODY["signed_in" if request.user.is_authenticated else "anybody"]
        if not length.isascii() or not length.isdigit():
            return errors.page(request, 400)
        if int(length) > most:
            return errors.page(request, 413, most_mb=most // 2**20)
        # Programs send JSON, whose parser looks for itself.
        if not errors.is_api(request) and any("\0" in text for texts in sent(request) for text in texts):
            return errors.page(request, 400)
        return answer(request)

    return middleware


def sent(request: HttpRequest) -> list[list[str]]:
    """Every text of the address and the form."""
    return [texts for part in (request.GET, request.POST) for _name, texts in part.lists()]


class TranslateRefusals:
    """Turns a refusal that a page let through into the answer that explains it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; None lets every other exception pass."""
        return refusals.answer(request, exception) if isinstance(exception, Refusal) else None
