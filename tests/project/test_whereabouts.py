"""Who looks for something finds one file, by paths and first lines alone."""

import ast

import pytest

from ops.measure import CODE, Source, sources

QUESTIONS = {
    "when does a time limit end": ("time limit ends", "workflows/law/clock.py"),
    "who speaks to the chain": ("web3", "ledger/chain.py"),
    "who speaks to tesseract": ("pytesseract", "ocr/engines/tesseract.py"),
    "where is a correction asked for": ("补正", "workflows/cases/commands/ask_correction.py"),
    "where is a certificate numbered": ("GB/T 36904", "workflows/outcomes/elicence.py"),
    "who signs PDFs": ("PAdES", "workflows/outcomes/seal.py"),
    "how are proofs computed": ("RFC 9162", "ledger/merkle.py"),
    "how does a clerk file for somebody": ("counter in the hall", "portal/channels/hall.py"),
    "how are branches joined": ("parallel_gateway", "workflows/engine/elements/parallel_gateway.py"),
    "who sends text messages": ("text message", "workflows/outside/connectors/sms.py"),
    "where do case numbers come from": ("case numbers", "workflows/cases/numbers.py"),
    "how are items found": ("what people say", "workflows/catalogue/search.py"),
    "how is a request repeated safely": ("idempotency", "portal/rest/idempotency.py"),
    "which value of a field counts": ("which value of a field counts", "workflows/cases/facts.py"),
    "who may withdraw": ("撤回申请", "workflows/cases/commands/withdraw.py"),
    "who refuses a bad environment": ("reads the environment", "portal/environment.py"),
    "where is a content erased": ("erasing what", "ledger/erasure.py"),
    "which moves are legal for a permit": ("examined and decided", "workflows/law/life/permit.py"),
}
MODULES = [source for source in sources(*CODE) if source.code]


def sign(source: Source) -> str:
    """What a reader of the tree sees of a module."""
    return f"{source.path} {(ast.get_docstring(source.tree) or '').splitlines()[0]}".lower()


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_file_answers(question: str) -> None:
    words, path = QUESTIONS[question]
    assert [str(source.path) for source in MODULES if words.lower() in sign(source)] == [path]
