"""Carries notices out by text message: a local stub that appends to a file, until a gateway is set."""

import json
import os
from pathlib import Path

from django.conf import settings

LONGEST = 300


class Sms:
    """The file holds one JSON object a line: `key`, `to`, `text`; a key that is there is not written again."""

    code = "sms"
    address_of = "mobile"

    def deliver(self, key: str, address: str, subject: str, text: str) -> None:
        """Append the message durably. Raises OSError."""
        outbox = Path(settings.VAR_DIR) / "outbox" / "sms.jsonl"
        outbox.parent.mkdir(parents=True, exist_ok=True)
        with outbox.open("a+", encoding="utf-8") as file:
            file.seek(0)
            if any(json.loads(line)["key"] == key for line in file):
                return
            file.write(json.dumps({"key": key, "to": address, "text": text[:LONGEST]}, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


KIND = Sms()
