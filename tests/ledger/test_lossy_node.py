"""A node behind a bad line: calls arrive there and their answers do not come back, or late."""

import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_django.fixtures import Settings

from ledger import anchoring, standing
from ledger.models import Anchor, Chain
from tests.ledger.conftest import say, settle, sound
from tests.ledger.tables import fault

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


class Line:
    """Passes every call on to `url`, and its answer back where `answers` says so of the call."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: Callable[[bytes], bool] = lambda call: True
        self.delay_seconds = 0.0

    def passed_on(self, call: bytes) -> bytes:
        request = urllib.request.Request(self.url, call, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bytes(answer.read())


@pytest.fixture
def line(node: str) -> Iterator[tuple[Line, str]]:
    bad = Line(node)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            call = self.rfile.read(int(self.headers["Content-Length"]))
            answer = bad.passed_on(call)
            time.sleep(bad.delay_seconds)
            self.close_connection = True
            if bad.answers(call):
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield bad, f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


@fault("the answer to a send is lost", "status waiting, reason on the page", "found on the chain, not sent twice")
def test_a_send_whose_answer_is_lost_is_found_on_the_chain(
    chain: Chain, node: str, line: tuple[Line, str], settings: Settings
) -> None:
    bad, settings.CHAIN_RPC = line
    bad.answers = lambda call: b"eth_sendRawTransaction" not in call
    receipts = say(3)
    settle()
    assert standing.state().chains[0].status == "waiting"
    anchoring.anchor()
    assert (standing.state().chains[0].status, Anchor.objects.count()) == ("ok", 1)
    assert sound(receipts, node)


@fault("every third answer of the node is lost, whichever", "status waiting, reason on the page", "one anchor a head")
def test_answers_lost_at_random_lose_and_double_nothing(
    chain: Chain, node: str, line: tuple[Line, str], settings: Settings
) -> None:
    bad, settings.CHAIN_RPC = line
    dice = random.Random(6)
    bad.answers = lambda call: dice.random() > 1 / 3
    receipts = []
    for _ in range(12):
        receipts += say(2)
        settle()
    bad.answers = lambda call: True
    settle()
    final = Anchor.objects.filter(final_at__isnull=False, gone_at=None)
    assert final.count() == final.values("head").distinct().count()
    assert sound(receipts, node)


@fault("node answers late", "nothing to notice within the time allowed", "anchored, only later")
def test_a_slow_node_only_takes_longer(chain: Chain, node: str, line: tuple[Line, str], settings: Settings) -> None:
    bad, settings.CHAIN_RPC = line
    bad.delay_seconds = 0.4
    receipts = say(2)
    settle()
    anchoring.anchor()
    assert standing.state().chains[0].status == "ok"
    assert sound(receipts, node)
