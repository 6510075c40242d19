"""`manage.py serve_registers --port N`: the local stubs of all registers over HTTP, for trying a connection."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflows.outside.registers.serve import server


class Command(BaseCommand):
    help = "Serve the local stubs of the registers on 127.0.0.1, until interrupted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8500)

    def handle(self, *args: Any, **options: Any) -> None:
        with server(options["port"]) as running:
            self.stdout.write(f"http://127.0.0.1:{running.server_address[1]}/<register>")
            running.serve_forever()
