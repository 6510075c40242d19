"""`manage.py verify`: holds cases, their record and their files against each other, and names what is broken."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.api import audit
from workflows.cases.audit import Broken, CaseAudit


class Command(BaseCommand):
    help = "Tell every case again from its events, compare with rows, record and files; exit 1 and name what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", default="", metavar="NUMBER", help="only the case with this number")
        parser.add_argument("--without-ledger", action="store_true", help="leave out the tree, its heads and chains")

    def handle(self, *args: Any, **options: Any) -> None:
        walk, found = CaseAudit(options["case"]), 0
        for broken in self._everything(walk, whole=not (options["case"] or options["without_ledger"])):
            found += 1
            self.stdout.write(f"BROKEN {broken.what} {broken.which}: {broken.why}")
        count = walk.count
        told = f"{count.cases} cases, {count.events} events, {count.entries} entries, {count.files} files"
        self.stdout.write(f"{told}, {count.packs} packs: {found} broken")
        if found:
            raise CommandError(f"{found} found broken")

    def _everything(self, walk: CaseAudit, whole: bool) -> Iterator[Broken]:
        yield from walk.run()
        if whole:
            for finding in audit():
                yield Broken(finding.what, finding.which, finding.why)
