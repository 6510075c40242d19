"""A door before the database that counts how often a client waits for it: each Sync or simple query is a round trip."""

import socket
import threading
from pathlib import Path

STARTUP = 8
"""Bytes of the first message, which has a length and no letter."""


class Door:
    """A unix socket in `folder` that passes everything on to the one of the server."""

    def __init__(self, folder: Path, server: str) -> None:
        self.server, self.trips, self.commits = server, 0, 0
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(folder / ".s.PGSQL.5432"))
        self.socket.listen()
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        while True:
            client, _ = self.socket.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            threading.Thread(target=self._ask, args=(client, server), daemon=True).start()
            threading.Thread(target=self._answer, args=(server, client), daemon=True).start()

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        while data := server.recv(65536):
            client.sendall(data)

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        kept, is_begun = b"", False
        while data := client.recv(65536):
            server.sendall(data)
            kept += data
            while len(kept) >= 5:
                size = int.from_bytes(kept[:4]) if not is_begun else 1 + int.from_bytes(kept[1:5])
                if len(kept) < size:
                    break
                message, kept = kept[:size], kept[size:]
                if is_begun:
                    self.trips += message[:1] in (b"Q", b"S")
                    self.commits += b"COMMIT" in message[:20]
                is_begun = True
