"""`manage.py new_log`: ends the log that grows and opens the next under the head key that is now there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger import sequencer
from ledger.errors import LedgerError


class Command(BaseCommand):
    help = "Rotate the head key: put the new key in its place, then open a log under it; nothing is rewritten."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            log = sequencer.succeed()
        except LedgerError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{log.origin} grows now; publish trust.json again and tell the witnesses")
