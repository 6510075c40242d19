"""Which documents a pack must bring, and the placeholders that each may use; filling them is done elsewhere.

`${name}` is one text. `${#name}...${/name}` repeats for each entry of a list, or stands once where the value is there;
inside it the entry's own names are known, and `${.}` is an entry that is plain text. All texts are ready to print:
days as 2026年9月10日, rights and articles in full. English lines use the names that end in `_en`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\$\{([#^/]?)([a-z_.]+)\}")
EVERYWHERE = frozenset({"applicant", "item", "item_en", "case_number", "body", "body_en", "dated_on", "dated_on_en"})
"""Applicant's name; the item's title; the long number of the case; the body that signs; the day of the document."""
ADVERSE_NAMES = frozenset({"reasons", "bases", "rights"})
"""Reasons, a text; bases, a list of articles; rights, a list of paragraphs, Chinese before English."""
DEADLINES = frozenset({"deadlines", "label", "label_en", "due_on", "due_on_en", "explanation", "explanation_en"})
"""deadlines: a list of limits with name, last day, and how that day was counted."""


@dataclass(frozen=True)
class DocumentSpec:
    """One document that the law or the service needs."""

    names: frozenset[str]
    """Placeholders beside those that stand everywhere."""
    must_use: frozenset[str] = frozenset()
    is_adverse: bool = False


DOCUMENTS = {
    "receipt": DocumentSpec(
        DEADLINES | {"received_at", "received_at_en", "query_code", "channel", "channel_en", "assisted_by", "papers"},
        must_use=frozenset({"case_number", "received_at", "query_code", "deadlines"}),
    ),
    "acceptance_notice": DocumentSpec(
        DEADLINES | {"received_on", "accepted_on", "accepted_on_en", "is_deemed"},
        must_use=frozenset({"case_number", "accepted_on", "deadlines"}),
    ),
    "correction_notice": DocumentSpec(
        frozenset({"received_on", "points", "label", "label_en", "why", "answer_by", "answer_by_en"}),
        must_use=frozenset({"points", "why"}),
    ),
    "non_acceptance": DocumentSpec(ADVERSE_NAMES | {"received_on"}, must_use=ADVERSE_NAMES, is_adverse=True),
    "decision_granted": DocumentSpec(
        frozenset({"accepted_on", "result", "result_en", "valid_to", "valid_to_en", "rows", "zh", "en", "text"}),
        must_use=frozenset({"applicant", "result"}),
    ),
    "decision_refused": DocumentSpec(ADVERSE_NAMES | {"accepted_on"}, must_use=ADVERSE_NAMES, is_adverse=True),
}
"""What every permit brings, beside the certificate that its result names."""
CERTIFICATE = DocumentSpec(
    frozenset(
        {
            "number",
            "result",
            "result_en",
            "rows",
            "zh",
            "en",
            "text",
            "valid_from",
            "valid_to",
            "valid_from_en",
            "valid_to_en",
        }
    ),
    must_use=frozenset({"rows", "text"}),
)
REPLY = DocumentSpec(frozenset({"received_on", "received_on_en", "reasons"}), must_use=frozenset({"reasons"}))
"""What whoever brought a report is told; the text stands in `reasons`."""


def documents_of(kind: str, template: str) -> dict[str, DocumentSpec]:
    """Every document that an item of this kind of matter brings, by name."""
    if kind == "work_order":
        return {name: DOCUMENTS[name] for name in ("receipt", "non_acceptance")} | {template: REPLY}
    return {**DOCUMENTS, template: CERTIFICATE}


ADVERSE = frozenset(name for name, spec in DOCUMENTS.items() if spec.is_adverse)
"""Documents against the applicant: never without reasons, law and rights."""


def placeholders(template: str) -> Iterator[tuple[str, int]]:
    """Each name that a template asks for, with its line, from 1; `${.}` is left out."""
    for number, line in enumerate(template.splitlines(), 1):
        for match in PLACEHOLDER.finditer(line):
            if match[2] != ".":
                yield match[2], number
