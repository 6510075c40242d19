"""`manage.py recount_clocks NUMBER`: counts the deadlines of a case again from its ledger entries alone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.cases.models import Case
from workflows.cases.recounting import recounted


class Command(BaseCommand):
    """One line a deadline; ends with 1 where one does not agree with its reasons."""

    help = "Count the deadlines of a case again from its ledger entries alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """The number of the case."""
        parser.add_argument("number")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was told and what was found."""
        case = Case.objects.filter(number=options["number"]).first()
        if case is None:
            raise CommandError("no case has this number")
        rows = recounted(case.pk)
        for row in rows:
            self.stdout.write(
                f"{row.verb} {row.code} {row.told_on} {'agrees' if row.agrees else f'found {row.found_on}'}"
            )
        if not all(row.agrees for row in rows):
            raise CommandError("a deadline does not follow from its reasons")
