"""The guide says what a citizen must know: what comes out, what it costs by which law."""

from collections.abc import Iterator

from workflows.catalogue.faults import Fault
from workflows.catalogue.lint import Check, Subject


def find(subject: Subject) -> Iterator[Fault]:
    """Fees without a law or an amount, and results that show what nobody asked."""
    fee, item = subject.item.fee, subject.item
    if fee.is_charged != bool(fee.amount_fen):
        yield subject.fault(("fee",), "amount", "Write `amount_fen` when a fee is charged, and only then.")
    if fee.is_charged and "行政许可法 58" in fee.basis:
        told = "行政许可法 58 forbids fees unless a law or regulation says otherwise; name that one."
        yield subject.fault(("fee", "basis"), "basis", told)
    for place, (_, code) in enumerate(item.result.fields):
        if item.field(code) is None:
            path = ("result", "fields", place, "field")
            yield subject.fault(path, "unknown_field", f"The form has no field `{code}`.")
    if item.kind == "permit" and item.item_type == "01" and not item.result.elicence_type:
        yield subject.fault(
            ("result",), "elicence_type", "A permit needs its licence type (GB/T 36904): `elicence_type`."
        )


KIND = Check("guide", find)
