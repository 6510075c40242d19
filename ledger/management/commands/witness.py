"""`manage.py witness`: the service that another department runs to co-sign our heads."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ledger import checkpoint, keys
from ledger.checkpoint import COSIGNATURE
from ledger.witness import Witness, pins, server


class Command(BaseCommand):
    help = "Co-sign heads of the logs in a trust file, each only as the continuation of the last one seen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="such as witness.archives.example/1")
        parser.add_argument("--trust", required=True, type=Path, help="trust.json with the logs to watch")
        parser.add_argument("--store", required=True, type=Path, help="file that keeps the last head of each log")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8090, help="0 takes a free one")

    def handle(self, *args: Any, **options: Any) -> None:
        key = keys.ed25519_key("witness.key")
        logs = pins(json.loads(options["trust"].read_text()))
        listening = server(Witness(options["name"], key, logs, options["store"]), options["host"], options["port"])
        verifier = checkpoint.verifier_key(options["name"], checkpoint.public_bytes(key), COSIGNATURE)
        self.stdout.write(f"{verifier}@http://{options['host']}:{listening.server_port}")
        self.stdout.flush()
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            listening.server_close()
