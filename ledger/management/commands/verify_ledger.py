"""`manage.py verify_ledger`: re-hashes every row, looks at every chain, and names what is broken."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ledger import anchoring, standing
from ledger.audit import audit


class Command(BaseCommand):
    help = "Walk entries, tree, heads and chains; exit 1 and name each thing that is not as it was signed."

    def handle(self, *args: Any, **options: Any) -> None:
        anchoring.anchor()
        found = 0
        for finding in audit():
            found += 1
            self.stdout.write(f"BROKEN {finding.what} {finding.which}: {finding.why}")
        state = standing.state()
        for chain in state.chains:
            self.stdout.write(f"chain {chain.name} ({chain.chain_id}): holds {chain.size}, {chain.status} {chain.note}")
        if found:
            raise CommandError(f"{found} found broken")
        self.stdout.write(f"{state.size} entries in order, root {state.root}, {state.waiting} waiting")
