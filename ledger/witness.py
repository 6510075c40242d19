"""A witness: co-signs heads of logs that it pins, each only as the continuation of the last one it saw.

Speaks C2SP tlog-witness (`POST /add-checkpoint`) and keeps one small file; it needs neither database nor Django.
"""

import base64
import binascii
import json
import os
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger import checkpoint, merkle
from ledger.checkpoint import Checkpoint
from ledger.errors import BadCheckpoint, BadProof

LONGEST_BYTES = 64 * 1024
PATH = "/add-checkpoint"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status 200 carries the co-signature line, 409 the size that the witness holds."""

    status: int
    text: str


class Witness:
    """`logs` are the pinned verifier keys by origin; `store` the file with the last head of each."""

    def __init__(self, name: str, key: Ed25519PrivateKey, logs: dict[str, bytes], store: Path) -> None:
        self.name, self.key, self.logs, self.store = name, key, logs, store

    def add(self, request: str) -> Answer:
        """Judges one request: `old <size>`, the consistency path a line each, an empty line, the signed note."""
        try:
            old, path, note = _parts(request)
            head = checkpoint.read(note)[0]
        except (BadCheckpoint, ValueError, binascii.Error) as error:
            return Answer(400, f"{error}\n")
        if head.origin not in self.logs:
            return Answer(404, "unknown log\n")
        try:
            checkpoint.check(note, self.logs[head.origin])
        except BadCheckpoint as error:
            return Answer(403, f"{error}\n")
        return self._extend(old, path, head)

    def _extend(self, old: int, path: list[bytes], head: Checkpoint) -> Answer:
        held = self._held()
        size, root = held.get(head.origin, (0, merkle.EMPTY_ROOT.hex()))
        if old != size:
            return Answer(409, f"{size}\n")
        if head.size < size:
            return Answer(400, "smaller than the head held\n")
        try:
            if size:
                merkle.check_consistency(size, head.size, bytes.fromhex(root), head.root, path)
        except BadProof as error:
            return Answer(422, f"{error}\n")
        # On disk before the signature leaves: after a crash the witness must not sign a fork of what it signed.
        self._keep({**held, head.origin: (head.size, head.root.hex())})
        return Answer(200, checkpoint.cosign(head, self.name, self.key, int(time.time())) + "\n")

    def _held(self) -> dict[str, tuple[int, str]]:
        if not self.store.exists():
            return {}
        return {origin: (int(size), str(root)) for origin, (size, root) in json.loads(self.store.read_text()).items()}

    def _keep(self, held: dict[str, tuple[int, str]]) -> None:
        draft = self.store.with_suffix(".draft")
        with draft.open("w") as file:
            json.dump(held, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.store)


def _parts(request: str) -> tuple[int, list[bytes], str]:
    top, gap, note = request.partition("\n\n")
    first, *steps = top.split("\n")
    word, _, number = first.partition(" ")
    if not gap or word != "old" or not number.isdigit():
        raise ValueError("the request does not begin with: old <size>")
    return int(number), [base64.b64decode(step, validate=True) for step in steps], note


def pins(trust: dict[str, Any]) -> dict[str, bytes]:
    """{origin: public key} of a trust.json."""
    return {log["origin"]: checkpoint.read_verifier_key(log["key"])[2] for log in trust["logs"]}


def server(witness: Witness, host: str, port: int) -> HTTPServer:
    """One request at a time, so that two of them cannot both continue the same head."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if self.path != PATH or not length.isdigit() or int(length) > LONGEST_BYTES:
                self._say(Answer(404 if self.path != PATH else 413, ""))
                return
            self._say(witness.add(self.rfile.read(int(length)).decode(errors="replace")))

        def _say(self, answer: Answer) -> None:
            data = answer.text.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", "text/x.tlog.size" if answer.status == 409 else "text/plain")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Heads are public and frequent; the file tells what was signed last."""

    return HTTPServer((host, port), Handler)
