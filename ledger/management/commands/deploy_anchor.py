"""`manage.py deploy_anchor`: the contract on every chain that is set, made only where it is not there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger import deployment, options
from ledger.errors import LedgerError


class Command(BaseCommand):
    help = "Deploy ConsistentAnchor to the chains of ONEDOOR_CHAIN_RPC; does nothing where it already stands."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--depth", type=int, default=0, help="blocks above an anchor before it counts as final")

    def handle(self, *args: Any, **options_: Any) -> None:
        urls = options.chain_urls()
        if not urls:
            raise CommandError("ONEDOOR_CHAIN_RPC names no chain")
        for name, url in urls.items():
            try:
                _, told = deployment.deploy(name, url, options_["depth"])
            except LedgerError as error:
                raise CommandError(f"{name}: {error}") from error
            self.stdout.write(f"{name}: {told}")
