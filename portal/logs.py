"""One JSON object a line: the event and its fields, never personal data or the text of an exception."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
NOT_FOR_LOGS = frozenset({"request", "body", "data", "response", "user", "sql", "params"})
"""Fields that libraries attach and that carry what a person typed or who it was."""


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | float) or value is None else str(value)


class JsonLines(logging.Formatter):
    """Formats a record; an exception shows as its type and where it arose.

    The text of an exception is left out: a database names the values that offended it.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its line break."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
        }
        extra = {key: value for key, value in vars(record).items() if key not in STANDARD | NOT_FOR_LOGS}
        line |= {key: _plain(value) for key, value in extra.items()}
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            line["error"] = record.exc_info[0].__name__
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
        return json.dumps(line, ensure_ascii=False)
