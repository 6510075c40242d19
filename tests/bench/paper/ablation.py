"""What each stage is worth: the same pages read with one stage taken out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch


def _same(given: Any, *_: Any) -> Any:
    return given


def _nothing(*_: Any) -> None:
    return None


def _upright(*_: Any) -> int:
    return 0


def _none(*_: Any) -> list[str]:
    return []


STAGES = {
    "straightening": ("ocr.pages.prepare.find_sheet", _nothing),
    "coming nearer": ("ocr.pages.prepare.printed_part", _nothing),
    "orientation": ("ocr.pages.prepare.turned_by", _upright),
    "cells of tables": ("ocr.reading.cells", _none),
    "seals faded": ("ocr.reading.faded", _same),
    "QR codes": ("ocr.reading.qr_texts", _none),
    "second look": ("ocr.extract.paper._second_look", lambda field, candidate, eyes: candidate),
    "checks between fields": ("ocr.extract.cross.apply", _nothing),
}


@contextmanager
def without(stage: str) -> Iterator[None]:
    """Reading happens as if the stage did nothing; all of them stand where none is named."""
    if not stage:
        yield
        return
    target, instead = STAGES[stage]
    with patch(target, instead):
        yield
