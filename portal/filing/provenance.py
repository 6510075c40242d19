"""Where a value came from, in words and as a picture of the place."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import wording
from portal.channels import address
from workflows.api import CaseView, FieldView, bodies, field_kinds, registers


def provenance(request: HttpRequest, view: CaseView, field: FieldView, by_clerk: bool = False) -> dict[str, Any] | None:
    """What components/provenance.html shows; None where nothing is known and no paper could have said it.

    A clerk with a task in the case sees the same, told of the applicant.
    """
    fact = field.fact
    if fact is None or (fact.value is None and not fact.raw):
        return {"status": "missing"} if field.is_fillable and field.has_paper else None
    status = "typed" if fact.source == "typed" else fact.status if fact.source == "paper" else fact.source
    source: dict[str, Any] = {"status": status, "by_clerk": by_clerk}
    if fact.source == "paper" and field.paper is not None:
        source |= {"paper": slot_label(view, field.paper.slot), "page": fact.page, "raw": other_words(fact)}
        if fact.quad:
            source["crop_url"] = crop_address(request, view, field, by_clerk)
    if fact.source != "paper":
        source["origin"] = origin_name(fact)
    source["differing"] = list(differing(view, field))
    source["notes"] = [
        _("%(source)s says the same.") % {"source": source_name(view, other)} for other in field.confirmed_by[:1]
    ]
    return source


def other_words(fact: Any) -> str:
    """What the paper says where it writes the value in another way; the same again would only be noise."""
    raw = str(fact.raw)
    return "" if raw.replace(" ", "") == str(fact.value).replace(" ", "") else raw


def differing(view: CaseView, field: FieldView) -> Iterator[str]:
    """A sentence for each source that says something else."""
    shape = field_kinds()[field.field.type]
    for other in field.differing:
        text = shape.show(other.value, field.field, language())
        yield _("%(source)s says “%(value)s”.") % {"source": source_name(view, other), "value": text}


def source_name(view: CaseView, fact: Any) -> str:
    """The paper by its name, any other source by what it is."""
    for slot in view.slots:
        for paper in slot.papers:
            if fact.source == "paper" and paper.sha256 == fact.document_sha256:
                return slot.slot.label.text(language())
    return origin_name(fact) or wording.source(fact.source)


def origin_name(fact: Any) -> str:
    """Which register, licence, case or body it was, by its name or number; empty where there is nothing to name."""
    if fact.source == "register" and fact.origin in registers():
        return registers()[fact.origin].label.text(language())
    if fact.source == "body" and fact.origin in (known := bodies()):
        return known[fact.origin].name(language())
    return str(fact.origin) if fact.source in ("licence", "sibling", "case") else ""


def crop_address(request: HttpRequest, view: CaseView, field: FieldView, by_clerk: bool) -> str:
    """The picture's address; the fact's number lets a browser keep one picture a reading."""
    code = field.field.code
    path = reverse("hall:crop", args=(view.id, code)) if by_clerk else address(request, "crop", view.id, code)
    return f"{path}?{field.fact.order if field.fact else ''}"


def slot_label(view: CaseView, code: str) -> str:
    """What a paper is called; the word for any paper where the guide no longer asks for it."""
    slot = view.item.slot(code)
    return slot.label.text(language()) if slot else wording.source("paper")


def language() -> str:
    """The language of the reader."""
    return get_language() or "zh-hans"
