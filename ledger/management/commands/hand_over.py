"""`manage.py hand_over <address>`: gives the right to anchor to another gas key, on every chain."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger import deployment
from ledger.errors import LedgerError
from ledger.models import Chain


class Command(BaseCommand):
    help = "Make another address the writer of every contract; then put its key in the place of the old one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("to", help="address of the new gas key")

    def handle(self, *args: Any, **options: Any) -> None:
        for row in Chain.objects.filter(retired_at=None).order_by("id"):
            try:
                self.stdout.write(f"{row}: {deployment.hand_over(row, options['to'])}")
            except LedgerError as error:
                raise CommandError(f"{row}: {error}") from error
