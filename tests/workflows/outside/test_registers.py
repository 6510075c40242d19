"""The contract of every register, held by the stub in this process and by the same behind HTTP; and what breaks it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from workflows.catalogue.registers import registers
from workflows.errors import Unavailable
from workflows.outside.registers import Register, ask, connect, wake
from workflows.outside.registers.local import LocalRegister
from workflows.outside.registers.remote import RemoteRegister
from workflows.outside.registers.serve import server

LUO, LIN, TANG, NOBODY = "990103197601232153", "990102198803150242", "990102199908172469", "990103197601232999"
KNOWN = {"population": LUO, "business": LIN, "licence": TANG}


@contextmanager
def serving(service: HTTPServer) -> Iterator[str]:
    """The address of a service that runs in a thread of its own."""
    thread = threading.Thread(target=service.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{service.server_address[1]}"
    service.shutdown()
    service.server_close()
    thread.join()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The stubs as a service of their own."""
    with serving(server(0)) as url:
        yield url


@pytest.fixture(autouse=True)
def awake() -> Iterator[None]:
    """No register rests from the test before."""
    wake()
    yield
    wake()


@pytest.fixture(params=["local", "http"])
def made(request: pytest.FixtureRequest, address: str) -> Callable[[str], Register]:
    """A way to connect."""
    if request.param == "local":
        return LocalRegister
    return lambda code: RemoteRegister(code, f"{address}/{code}")


@pytest.mark.parametrize("code", sorted(registers()))
def test_a_register_tells_what_belongs_to_the_person_by_the_names_of_its_kind(
    made: Callable[[str], Register], code: str
) -> None:
    (record,) = made(code).ask(KNOWN[code], 5).records
    assert set(record) <= set(registers()[code].fields)
    assert all(isinstance(value, str) and value for value in record.values())


@pytest.mark.parametrize("code", sorted(registers()))
def test_a_person_whom_it_does_not_know_is_no_error(made: Callable[[str], Register], code: str) -> None:
    assert made(code).ask(NOBODY, 5).records == ()


@pytest.mark.parametrize("code", sorted(registers()))
def test_the_same_question_gets_the_same_answer(made: Callable[[str], Register], code: str) -> None:
    assert made(code).ask(KNOWN[code], 5) == made(code).ask(KNOWN[code], 5)


def test_a_setting_names_a_url_or_a_dotted_path(settings: Settings, address: str) -> None:
    settings.REGISTERS = {
        "business": f"{address}/business",
        "population": "workflows.outside.registers.local.LocalRegister",
    }
    assert isinstance(connect("business"), RemoteRegister)
    assert isinstance(connect("population"), LocalRegister)
    assert isinstance(connect("licence"), LocalRegister)


def test_a_city_brings_its_own_file(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    (tmp_path / "registers.yaml").write_text(f'business:\n  "{LUO}": [{{uscc: 1, name: 店}}]\n', encoding="utf-8")
    assert ask("business", LUO).records == ({"uscc": "1", "name": "店"},)


@contextmanager
def answering(content: bytes, status: int = 200, drip: float = 0.0) -> Iterator[tuple[str, list[Any]]]:
    """A service that always answers this, all at once or byte by byte; and what it was asked."""
    asked: list[Any] = []

    class Always(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, json.loads(body), self.headers.get("Authorization")))
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            for place in range(0, len(content), 1 if drip else max(len(content), 1)):
                time.sleep(drip)
                try:
                    self.wfile.write(content[place : place + (1 if drip else len(content))])
                except OSError:
                    return

        def log_message(self, format: str, *args: object) -> None:
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Always)) as url:
        yield url, asked


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(b"", 200, id="nothing"),
        pytest.param(b"<html>", 200, id="a page"),
        pytest.param(b"[]", 200, id="a list"),
        pytest.param(b'{"records": {}}', 200, id="no list of records"),
        pytest.param(b'{"records": [1]}', 200, id="a record that is none"),
        pytest.param(b'{"records": [{"name": 1}]}', 200, id="a number for a text"),
        pytest.param(b'{"records": [' + b'{"a": "b"},' * 60 + b'{"a": "b"}]}', 200, id="too many"),
        pytest.param(b'{"records": [{"name": "' + b"x" * 300_000 + b'"}]}', 200, id="too long"),
        pytest.param(b"[" * 100_000, 200, id="too deep"),
        pytest.param(b'{"records": []}', 500, id="an error"),
        pytest.param(b'{"records": []}', 302, id="somewhere else"),
    ],
)
def test_nonsense_counts_as_no_answer(settings: Settings, content: bytes, status: int) -> None:
    with answering(content, status) as (url, _asked):
        settings.REGISTERS = {"business": url}
        with pytest.raises(Unavailable, match="register_business"):
            ask("business", LUO)


def test_nobody_there_counts_as_no_answer(settings: Settings) -> None:
    settings.REGISTERS = {"business": "http://127.0.0.1:9/business"}
    with pytest.raises(Unavailable):
        ask("business", LUO)


def test_an_answer_that_drips_is_cut_when_its_seconds_are_over() -> None:
    with answering(b'{"records": []}' + b" " * 100, drip=0.05) as (url, _asked), pytest.raises(Unavailable):
        RemoteRegister("business", url).ask(LUO, 0.3)


def test_a_register_that_did_not_answer_is_left_alone_for_a_while(settings: Settings) -> None:
    with answering(b"", 500) as (url, asked):
        settings.REGISTERS = {"business": url}
        for _ in range(3):
            with pytest.raises(Unavailable):
                ask("business", LUO)
        assert len(asked) == 1
        wake()
        with pytest.raises(Unavailable):
            ask("business", LUO)
        assert len(asked) == 2


def test_the_number_travels_in_the_body_and_the_token_beside_it(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path
    (tmp_path / "register_business.token").write_text("a-secret\n")
    with answering(b'{"records": [{"name": "x"}], "as_of": "2026-11-22T00:00:00Z"}') as (url, asked):
        found = RemoteRegister("business", f"{url}/v1/business").ask(LUO, 5)
    assert asked == [("/v1/business", {"id_number": LUO}, "Bearer a-secret")]
    assert found.as_of is not None
    assert found.as_of.year == 2026


@pytest.mark.parametrize(
    ("path", "body"),
    [("/nothing", b"{}"), ("/business", b"[]"), ("/business", b"{"), ("/business", b"null")],
)
def test_the_stub_refuses_what_is_no_question(address: str, path: str, body: bytes) -> None:
    import http.client

    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=5)
    connection.request("POST", path, body)
    assert connection.getresponse().status in (400, 404)
    connection.close()
