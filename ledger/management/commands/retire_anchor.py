"""`manage.py retire_anchor CONTRACT`: gives a contract up, so that deploy_anchor makes another in its place."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger import deployment
from ledger.models import Chain


class Command(BaseCommand):
    help = "Send nothing more to a contract, such as one whose gas key was stolen; its entries stay provable elsewhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("contract", help="its address, as trust.json names it")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Chain.objects.filter(contract__iexact=options["contract"], retired_at=None)
        if not rows:
            raise CommandError(f"no contract {options['contract']} is in use")
        for row in rows:
            self.stdout.write(f"{row}: {deployment.retire(row)}")
