"""A log line is one JSON object with the event and its fields, and without what a person typed."""

import json
import logging
from typing import Any

from portal.logs import JsonLines


def line(event: str = "case_submitted", exc_info: Any = None, **fields: Any) -> dict[str, Any]:
    record = logging.LogRecord("portal.test", logging.INFO, "x.py", 1, event, None, exc_info)
    vars(record).update(fields)
    text = JsonLines().format(record)
    assert "\n" not in text
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_a_line_carries_event_level_moment_and_fields() -> None:
    found = line(case="a1", tries=3)
    assert (found["event"], found["level"], found["case"], found["tries"]) == ("case_submitted", "INFO", "a1", 3)
    assert found["at"].endswith("+00:00")


def test_a_line_break_in_a_field_cannot_forge_a_second_line() -> None:
    assert line(name='x\n{"event": "forged"}')["event"] == "case_submitted"


def test_requests_and_what_they_carry_stay_out() -> None:
    assert not {"request", "params", "sql"} & set(line(request=object(), params=["990101199001010017"], sql="SELECT"))


def test_an_exception_shows_its_kind_and_place_but_not_its_text() -> None:
    try:
        raise ValueError("Key (id_number)=(990101199001010017) already exists")
    except ValueError as error:
        found = line(exc_info=(type(error), error, error.__traceback__))
    assert found["error"] == "ValueError"
    assert "test_logs.py" in found["where"][-1]
    assert "990101199001010017" not in json.dumps(found)
