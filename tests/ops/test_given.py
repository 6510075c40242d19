"""Tests of replaced parts: a wrong address stops the start and says which and why."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from ops.given import check
from ops.layout import Layout
from ops.ports import LOOPBACK, first_free
from ops.redis import Redis
from ops.stop import Stop


class Greeter(BaseHTTPRequestHandler):
    """A web server that is no Ethereum node."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'"hello"')

    def log_message(self, *words: object) -> None:
        return


@pytest.fixture
def greeter() -> Iterator[str]:
    with HTTPServer((LOOPBACK, 0), Greeter) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{LOOPBACK}:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DATABASE_URL", "postgresql://x@127.0.0.1:{port}/x", "Connection refused"),
        ("DATABASE_URL", "no address at all", "no PostgreSQL address"),
        ("CELERY_BROKER_URL", "redis://127.0.0.1:{port}/0", "refused"),
        ("CELERY_BROKER_URL", "carrier-pigeon://roof", "carrier-pigeon"),
        ("ONEDOOR_CHAIN_RPC", "http://127.0.0.1:{port}", "refused"),
        ("ONEDOOR_CHAIN_RPC", "main=http://127.0.0.1:{port} spare=http://127.0.0.1:{port}", "refused"),
        ("ONEDOOR_CHAIN_RPC", "no address", "unknown url type"),
    ],
)
def test_a_wrong_address_is_named_with_the_reason(
    layout: Layout, environment: dict[str, str], name: str, value: str, reason: str
) -> None:
    value = value.format(port=first_free([]))
    with pytest.raises(Stop, match=f"(?s){name}.*{reason}") as stop:
        check(layout, environment | {name: value})
    assert stop.value.code == 2


def test_a_web_server_is_no_chain(layout: Layout, environment: dict[str, str], greeter: str) -> None:
    with pytest.raises(Stop, match="speaks no JSON-RPC"):
        check(layout, environment | {"ONEDOOR_CHAIN_RPC": greeter})


def test_a_right_address_replaces_the_part(layout: Layout, environment: dict[str, str]) -> None:
    redis = Redis(layout)
    redis.start(environment)
    try:
        assert check(layout, environment | redis.gives() | {"DATABASE_URL": ""}) == {"CELERY_BROKER_URL"}
    finally:
        redis.stop()
    with socket.socket(socket.AF_UNIX) as line, pytest.raises(OSError, match=r"refused|No such file"):
        line.connect(str(redis.socket))
