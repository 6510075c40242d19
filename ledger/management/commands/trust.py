"""`manage.py trust`: prints what a verifier should pin."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from ledger.proofs import trust


class Command(BaseCommand):
    help = "Print trust.json: origins, keys, chains, contracts."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(trust(), ensure_ascii=False, indent=1))
