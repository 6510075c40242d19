"""The local stub of every register: fictional people from a file, for a city that has connected none yet."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from workflows.outside.registers import Answer

SHIPPED = Path(__file__).with_name("people.yaml")


def file() -> Path:
    """The city's own `registers.yaml` in the folder of state, where it has one; else the file that ships."""
    own = Path(settings.VAR_DIR) / "registers.yaml"
    return own if own.is_file() else SHIPPED


@cache
def _read(path: Path, _changed: float) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {})


class LocalRegister:
    """Looks into the file: register, then ID number, then records."""

    def __init__(self, code: str) -> None:
        self.code = code

    def ask(self, id_number: str, seconds: float) -> Answer:
        """The person's records, in the order of the file."""
        path = file()
        found = _read(path, path.stat().st_mtime).get(self.code, {}).get(id_number, [])
        return Answer(tuple({name: str(value) for name, value in record.items()} for record in found))
