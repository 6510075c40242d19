"""`manage.py publish_pack FOLDER...`: checks each pack and publishes it, or says what is wrong with it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.actor import SYSTEM
from workflows.catalogue.faults import PackRefused
from workflows.catalogue.pack import read_pack
from workflows.catalogue.publish import publish


class Command(BaseCommand):
    help = "Check packs and publish them; a pack with faults is not published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, help="folders or archives of packs")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        for folder in options["folders"]:
            if not folder.exists():
                raise CommandError(f"{folder} does not exist")
            try:
                version = publish(read_pack(folder), SYSTEM)
            except PackRefused as error:
                refused += 1
                self.stderr.write(f"{folder}: not published\n{error}")
            else:
                self.stdout.write(f"{version.code} version {version.number} is published, sha256 {version.sha256}")
        if refused:
            raise CommandError(f"{refused} of {len(options['folders'])} packs were refused")
