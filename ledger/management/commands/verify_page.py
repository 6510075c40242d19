"""`manage.py verify_page`: prints verify.html with the present pins built in."""

from typing import Any

from django.core.management.base import BaseCommand

from ledger import page
from ledger.proofs import trust


class Command(BaseCommand):
    help = "Print the verifier as one HTML file that opens from disk."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(page.render(trust()))
