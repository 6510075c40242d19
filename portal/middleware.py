"""What is done around every page: sessions end in time, refusals become answers, private pages stay out of caches."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from portal import refusals
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


class TranslateRefusals:
    """Turns a refusal that a page let through into the answer that explains it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; None lets every other exception pass."""
        return refusals.answer(request, exception) if isinstance(exception, Refusal) else None
