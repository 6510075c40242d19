"""The documents are all there, ask only for what is known, and no adverse one forgets reasons, law or rights."""

import re
from collections.abc import Iterator

from workflows.catalogue.documents import EVERYWHERE, DocumentSpec, documents_of, placeholders
from workflows.catalogue.faults import Fault
from workflows.catalogue.lint import Check, Subject

FOREIGN = re.compile(r"<\s*(script|style|link|img|iframe|object|embed|form|input|a)\b|\bon\w+\s*=|\bstyle\s*=", re.I)


def find(subject: Subject) -> Iterator[Fault]:
    """Missing documents, unknown placeholders, what the law wants on them, and what may not stand in them."""
    wanted = documents_of(subject.item.kind, subject.item.result.template)
    for name in sorted(wanted.keys() - subject.item.documents.keys()):
        yield Fault(_file(name), 0, "", "no_document", "The pack has no such document; write it.")
    for name, template in sorted(subject.item.documents.items()):
        if name not in wanted:
            yield Fault(_file(name), 0, "", "unknown_document", "No step makes this document; remove it.")
            continue
        yield from _document(name, template, wanted[name])


def _document(name: str, template: str, spec: DocumentSpec) -> Iterator[Fault]:
    """The faults of one document."""
    used = list(placeholders(template))
    for placeholder, line in used:
        if placeholder not in spec.names | EVERYWHERE:
            told = f"`{placeholder}` is not known here; known are {', '.join(sorted(spec.names | EVERYWHERE))}."
            yield Fault(_file(name), line, "", "unknown_placeholder", told)
    for missing in sorted(spec.must_use - {placeholder for placeholder, _ in used}):
        yield Fault(_file(name), 0, "", "must_use", f"${{{missing}}} must stand in this document.")
    # The renderer refuses these too; here their author is told, before a citizen waits for the paper.
    for number, text in enumerate(template.splitlines(), 1):
        if found := FOREIGN.search(text):
            told = f"`{found[0]}` may not stand in a document; write plain text, headings, lists and tables."
            yield Fault(_file(name), number, "", "foreign", told)


def _file(name: str) -> str:
    return f"documents/{name}.html"


KIND = Check("documents", find)
