"""Turns a pack's document text and the values of a case into a PDF; never signs, never touches the database."""

import logging
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html.parser import HTMLParser
from importlib import resources
from typing import Any, Protocol

from workflows.catalogue.item import ResultSpec
from workflows.law.label import Label
from workflows.outcomes.markup import check_markup
from workflows.outcomes.page import Frame, Issuer, Layout, framed
from workflows.outcomes.template import TemplateFault, compile_template

PDF_VARIANT = "pdf/a-3a"
"""Asked of WeasyPrint: archival and tagged for screen readers."""
_DUE_IN_ADVERSE = frozenset({"reasons", "bases", "rights"})
ADVERSE = frozenset(
    {
        "decision_refused",
        "non_acceptance",
        "lapse_notice",
        "termination",
        "certificate_suspended",
        "certificate_recalled",
        "certificate_revoked",
        "certificate_stripped",
    }
)
"""Kinds of document that burden the applicant: without reasons, law and rights they are not made."""


class ItemLike(Protocol):
    """The part of a service item that a document needs."""

    @property
    def title(self) -> Label: ...
    @property
    def documents(self) -> Mapping[str, str]: ...
    @property
    def result(self) -> ResultSpec: ...


@dataclass(frozen=True)
class DocumentFault:
    """One thing wrong with a document text of a pack; `line` counts from 1."""

    kind: str
    line: int
    code: str
    name: str


class Unwritable(Exception):
    """A document cannot be made from this text and these values; `fault` says where."""

    def __init__(self, fault: DocumentFault) -> None:
        super().__init__(f"{fault.kind}:{fault.line}: {fault.code} {fault.name!r}")
        self.fault = fault


def check_documents(documents: Mapping[str, str]) -> tuple[DocumentFault, ...]:
    """Every fault of a pack's document texts: placeholders, markup, and adverse papers that leave out what is due."""
    return tuple(fault for kind, text in sorted(documents.items()) for fault in _faults(kind, text))


def _faults(kind: str, text: str) -> list[DocumentFault]:
    faults = [DocumentFault(kind, found.line, found.code, found.name) for found in check_markup(text)]
    try:
        names = compile_template(text).names()
    except TemplateFault as broken:
        return [*faults, DocumentFault(kind, broken.line, broken.code, broken.name)]
    missing = sorted(_DUE_IN_ADVERSE - names) if kind in ADVERSE else []
    return faults + [DocumentFault(kind, 1, "adverse_without", name) for name in missing]


@cache
def standard_letters() -> Mapping[str, str]:
    """Texts for the acts on certificates, by kind; a pack's own text of the same kind goes before."""
    folder = resources.files("workflows.outcomes") / "letters"
    return {file.name.removesuffix(".html"): file.read_text("utf-8") for file in folder.iterdir()}


def compose_document(
    kind: str,
    item: ItemLike,
    values: Mapping[str, Any],
    body: Issuer,
    number: str,
    verify_url: str,
    *,
    dated: date,
    code: str = "",
    layout: Layout | None = None,
) -> bytes:
    """The PDF of one document, unsigned; about a second, so never under a lock.

    Without `layout`, the kind that the item's result names is a certificate, every other one a letter.

    Raises Unwritable where the text is missing or faulty, a value it asks for is missing, or an adverse
    document would go out with empty reasons, law or rights.
    """
    text = item.documents.get(kind) or standard_letters().get(kind)
    if text is None:
        raise Unwritable(DocumentFault(kind, 0, "no_text", kind))
    for fault in _faults(kind, text):
        raise Unwritable(fault)
    empty = sorted(name for name in _DUE_IN_ADVERSE if not values.get(name)) if kind in ADVERSE else []
    if empty:
        raise Unwritable(DocumentFault(kind, 0, "adverse_without", empty[0]))
    try:
        filled = compile_template(text).fill(values)
    except TemplateFault as broken:
        raise Unwritable(DocumentFault(kind, broken.line, broken.code, broken.name)) from broken
    layout = layout or ("certificate" if kind == item.result.template else "letter")
    frame = Frame(layout, _heading(filled) or item.title.zh, body, number, dated, verify_url, code)
    try:
        return render(framed(filled, frame))
    except NoGlyph as absent:
        raise Unwritable(DocumentFault(kind, 0, "no_glyph", absent.character)) from absent


class NoGlyph(Exception):
    """No font of this machine draws `character`: a name with a hole in it must not go out."""

    def __init__(self, character: str) -> None:
        super().__init__(f"no font draws {character} (U+{ord(character):04X})")
        self.character = character


class _Holes(logging.Handler):
    """Collects the characters that WeasyPrint could only report in its log."""

    def __init__(self) -> None:
        super().__init__()
        self.characters: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            self.characters.append(str(record.args[0]))


def render(document_html: str) -> bytes:
    """A PDF of a whole HTML document. Nothing but data: addresses is read, neither from the network nor from files.

    Raises NoGlyph.
    """
    from weasyprint import HTML, LOGGER
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    holes = _Holes()
    LOGGER.addHandler(holes)
    try:
        with warnings.catch_warnings():
            # WeasyPrint 70 leaves the file of its colour profile to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            pdf = HTML(string=document_html, url_fetcher=fetcher).write_pdf(pdf_variant=PDF_VARIANT)
    finally:
        LOGGER.removeHandler(holes)
    for character in holes.characters:
        raise NoGlyph(character)
    return bytes(pdf)


class _Heading(HTMLParser):
    text = ""
    inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = (tag == "h1" and not self.text) or (self.inside and tag != "h1")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "h1"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def _heading(filled: str) -> str:
    reader = _Heading(convert_charrefs=True)
    reader.feed(filled)
    return " ".join(reader.text.split())
