"""`manage.py read FILE…`: prints a reading for each file; exit 0 when all were read, 3 when any was refused."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ocr.intake.store import store
from ocr.reading import read
from ocr.values import Reading, Rejected

_REFUSED = 3


class Command(BaseCommand):
    """Stores each file and reads it; a refused file's reason stands in its warnings."""

    help = "Read application papers and print located fields."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--engine", default="", choices=("rapid", "tesseract"))

    def handle(self, *args: Any, **options: Any) -> None:
        refused = False
        for path in options["files"]:
            answer = self._answer(path, options["engine"])
            refused = refused or bool(answer.get("refused"))
            answer.pop("refused", None)
            self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else _plain(answer))
        if refused:
            sys.exit(_REFUSED)

    def _answer(self, path: Path, engine: str) -> dict[str, Any]:
        try:
            reading = read(store(path.read_bytes(), path.name).sha256, engine=engine)
        except (Rejected, OSError) as error:
            code = error.code if isinstance(error, Rejected) else "not_readable"
            params = error.params if isinstance(error, Rejected) else {"reason": type(error).__name__}
            empty = Reading(str(path), (), "").to_json()
            return empty | {"warnings": [{"code": code, "params": params}], "refused": True}
        return reading.to_json() | {"file": str(path)}


def _plain(answer: dict[str, Any]) -> str:
    """A few lines for a person. repr keeps what a paper says from steering a terminal."""
    lines = [f"{answer['file']}  [{answer['engine']}]"]
    for paper in answer["papers"]:
        lines.append(f"  {paper['material']} on page {', '.join(map(str, paper['pages']))}")
        for name, field in paper["fields"].items():
            lines.append(f"    {name:16} {field['status']:9} {field['value']!r}")
    lines += [f"  warning {each['code']} {each['params']}" for each in answer["warnings"]]
    return "\n".join(lines)
