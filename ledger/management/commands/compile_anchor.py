"""`manage.py compile_anchor`: writes ABI and bytecode of the contract beside its source."""

from typing import Any

from django.core.management.base import BaseCommand

from ledger import contracts


class Command(BaseCommand):
    help = "Compile ConsistentAnchor.vy (needs vyper) into ConsistentAnchor.json."

    def handle(self, *args: Any, **options: Any) -> None:
        contracts.COMPILED.write_text(contracts.compiled())
        self.stdout.write(str(contracts.COMPILED))
