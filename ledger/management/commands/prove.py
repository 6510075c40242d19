"""`manage.py prove <uuid>`: prints the proof file of an entry."""

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.errors import UnknownEntry
from ledger.proofs import Pending, prove


class Command(BaseCommand):
    help = "Print the proof of an entry as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("entry", type=UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            proof = prove(options["entry"])
        except UnknownEntry as error:
            raise CommandError(f"no entry {error}") from error
        if isinstance(proof, Pending):
            raise CommandError(f"{proof.reason}; promised by {proof.anchor_by.isoformat()}", returncode=2)
        self.stdout.write(json.dumps(proof, ensure_ascii=False, indent=1))
