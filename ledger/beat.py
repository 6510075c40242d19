"""What the beat rings: short, idempotent, driven by the ledger's own rows; a lost or doubled ring changes nothing."""

from celery import shared_task

from ledger import anchoring, sequencer, witnessing
from ledger import sweep as sweeping


@shared_task(name="ledger.sequence", ignore_result=True)
def sequence() -> None:
    sequencer.sequence()


@shared_task(name="ledger.anchor", ignore_result=True)
def anchor() -> None:
    anchoring.anchor()


@shared_task(name="ledger.witness", ignore_result=True)
def witness() -> None:
    witnessing.witness()


@shared_task(name="ledger.sweep", ignore_result=True)
def sweep() -> None:
    sweeping.sweep()
