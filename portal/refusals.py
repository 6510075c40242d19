"""Translates the five refusals of a command into answers: pages for people, problem documents for programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal import errors, wording
from workflows.api import Conflict, Forbidden, Invalid, NotFound, Problem, Refusal, Stands, Unavailable, keep_incident

RETRY_AFTER_SECONDS = 30


@dataclass(frozen=True)
class Line:
    """One line of an error summary, and the message beside its field."""

    field: str
    text: str
    row: int = 0

    @property
    def anchor(self) -> str:
        """The id of the input that the summary leads to; a page gives its inputs `id_<field>`."""
        return f"id_{self.field}" + (f"-{self.row}" if self.row else "")


def line(problem: Problem) -> Line:
    """The sentence for one problem."""
    return Line(problem.field, wording.problem(problem.code, problem.params), problem.row)


def lines(refusal: Invalid) -> list[Line]:
    """The lines of the error summary, in the order of the problems."""
    return [line(problem) for problem in refusal.problems]


def _not_found(refusal: Refusal) -> tuple[int, dict[str, Any]]:
    return 404, {}


def _forbidden(refusal: Forbidden) -> tuple[int, dict[str, Any]]:
    return 403, {"why": wording.forbidden(refusal.code, refusal.params)}


def _conflict(refusal: Conflict) -> tuple[int, dict[str, Any]]:
    return 409, {"what": wording.conflict(refusal.what), "who": refusal.who, "when": refusal.when}


def _invalid(refusal: Invalid) -> tuple[int, dict[str, Any]]:
    return 422, {"lines": lines(refusal)}


def _unavailable(refusal: Unavailable) -> tuple[int, dict[str, Any]]:
    return 503, {"waiting": wording.part(refusal.what), "stands": isinstance(refusal, Stands)}


ANSWERS: Mapping[type[Refusal], Callable[[Any], tuple[int, dict[str, Any]]]] = {
    NotFound: _not_found,
    Forbidden: _forbidden,
    Conflict: _conflict,
    Invalid: _invalid,
    Unavailable: _unavailable,
}


def _kind_of(refusal: Refusal) -> type[Refusal]:
    return next(kind for kind in type(refusal).__mro__ if kind in ANSWERS)


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The whole page (or problem document) for a refusal that the view did not show in its own form."""
    if isinstance(refusal, Stands):
        # What the page did around the command is undone by now, and with it the note that the command left.
        keep_incident(refusal)
    status, context = ANSWERS[_kind_of(refusal)](refusal)
    if errors.is_api(request):
        response: HttpResponse = _document(status, context)
    else:
        response = errors.page(request, status, **context)
    if status == 503:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _document(status: int, context: dict[str, Any]) -> HttpResponse:
    members = {key: value for key, value in context.items() if key in ("who", "when") and value}
    if "lines" in context:
        members["problems"] = [{"field": line.field, "row": line.row, "detail": line.text} for line in context["lines"]]
    detail = context.get("why") or context.get("what") or context.get("waiting") or ""
    return errors.problem(status, str(detail), **members)
