"""What people may do with an open step beside finishing it: the words of `offers`, and what is meant without any."""

from workflows.catalogue.step_kind import StepKind

OFFERS = (
    "add_signer", "delegate", "jump", "remind", "send_back", "supervise", "suspend", "take_back", "transfer",
)  # fmt: skip
"""Commands that a step must offer. What is nobody's to refuse, such as withdrawing and claiming, is not among them."""
IN_PERSON = frozenset({"delegate", "take_back"})
"""Not for a step that ends in a legal act: that is done by whoever is competent, and stands once it is done."""


def usual(kind: StepKind | None) -> tuple[str, ...]:
    """What a step of this kind offers where its pack says nothing: all that it can bear; nothing without a person."""
    if kind is None or not kind.has_outcomes:
        return ()
    return tuple(word for word in OFFERS if word not in barred(kind))


def barred(kind: StepKind) -> frozenset[str]:
    """What no step of this kind may offer."""
    return IN_PERSON if kind.must_offer else frozenset()
