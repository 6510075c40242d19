"""A register behind a URL: one POST of JSON with the person's number, answered whole within its seconds or not at all.

Asked: `{"id_number": "..."}`. Answered: 200 with `{"records": [{"field": "text"}], "as_of": "2026-11-22T00:00:00Z"}`.
"""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.dateparse import parse_datetime

from workflows.errors import Unavailable
from workflows.outside.registers import MOST_BYTES, Answer


class RemoteRegister:
    """Speaks HTTP; the number travels in the body, so that no log of addresses holds it."""

    def __init__(self, code: str, url: str) -> None:
        self.code, self.url = code, urlsplit(url)

    def ask(self, id_number: str, seconds: float) -> Answer:
        """The person's records. Raises Unavailable."""
        try:
            with self._connected(seconds) as connection:
                body = json.dumps({"id_number": id_number})
                connection.request("POST", self.url.path or "/", body, self._headers())
                reply = connection.getresponse()
                content = reply.read(MOST_BYTES + 1)
            if reply.status != http.client.OK or len(content) > MOST_BYTES:
                raise Unavailable(f"register_{self.code}")
            return answer_of(json.loads(content))
        except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
            raise Unavailable(f"register_{self.code}") from error

    @contextmanager
    def _connected(self, seconds: float) -> Iterator[http.client.HTTPConnection]:
        """A connection that is cut when its seconds are over, however slowly bytes still drip."""
        kind = http.client.HTTPSConnection if self.url.scheme == "https" else http.client.HTTPConnection
        connection = kind(self.url.netloc, timeout=seconds)
        connection.connect()
        # The answer may take the socket over from the connection, which then no longer knows it.
        alarm = threading.Timer(seconds, _cut, [connection.sock])
        alarm.daemon = True
        alarm.start()
        try:
            yield connection
        finally:
            alarm.cancel()
            connection.close()

    def _headers(self) -> dict[str, str]:
        """A token, where the keys' folder holds one for this register."""
        token = Path(settings.KEYS_DIR) / f"register_{self.code}.token"
        bearer = {"Authorization": f"Bearer {token.read_text().strip()}"} if token.is_file() else {}
        return {"Content-Type": "application/json"} | bearer


def _cut(sock: socket.socket) -> None:
    """End both ways of a connection, which wakes whoever reads from it."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def answer_of(data: Any) -> Answer:
    """The answer in JSON that was sent. Raises ValueError for any other shape."""
    records = data.get("records") if isinstance(data, dict) else None
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ValueError("records")
    as_of = data.get("as_of")
    return Answer(tuple(records), parse_datetime(as_of) if isinstance(as_of, str) else None)
