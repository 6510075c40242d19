"""The local stubs as a service of their own over HTTP: what a register's owner may take as a model."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from workflows.catalogue.registers import registers
from workflows.outside.registers import MOST_BYTES
from workflows.outside.registers.local import LocalRegister


class Handler(BaseHTTPRequestHandler):
    """Answers a POST at `/<register>`; it writes no log, for a log of questions is a log of people."""

    def do_POST(self) -> None:
        """Answer one question, or say by status what is wrong with it."""
        code = self.path.strip("/")
        length = self.headers.get("Content-Length", "")
        if code not in registers():
            self.reply(404, {})
            return
        if not length.isdigit() or int(length) > MOST_BYTES:
            self.reply(400, {})
            return
        try:
            id_number = json.loads(self.rfile.read(int(length)))["id_number"]
        except (ValueError, KeyError, TypeError):
            self.reply(400, {})
            return
        found = LocalRegister(code).ask(str(id_number), 0)
        self.reply(200, {"records": [dict(record) for record in found.records]})

    def reply(self, status: int, data: object) -> None:
        """Send JSON."""
        content = json.dumps(data, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def server(port: int) -> ThreadingHTTPServer:
    """The service on this machine alone; port 0 takes a free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), Handler)
