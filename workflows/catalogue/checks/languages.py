"""Every text is there in Chinese and in English, each in its own writing."""

import re
from collections.abc import Iterator
from typing import Any

from workflows.catalogue.faults import Fault
from workflows.catalogue.lint import Check, Subject
from workflows.catalogue.located import Path

HAN = re.compile(r"[㐀-鿿]")


def find(subject: Subject) -> Iterator[Fault]:
    """Chinese that holds no Chinese, and English that does."""
    for path, text in _labels(subject.pack.service.data, ()):
        if not HAN.search(text["zh"]) and text["zh"] != text["en"]:
            yield subject.fault((*path, "zh"), "not_chinese", f"“{text['zh']}” is not Chinese; write it in Chinese.")
        if HAN.search(text["en"]):
            yield subject.fault((*path, "en"), "not_english", f"“{text['en']}” is not English; translate it.")


def _labels(data: Any, path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """Every label with its place."""
    if isinstance(data, dict):
        if data.keys() == {"zh", "en"} and isinstance(data["zh"], str):
            yield path, data
            return
        for name, inner in data.items():
            yield from _labels(inner, (*path, name))
    elif isinstance(data, list):
        for place, inner in enumerate(data):
            yield from _labels(inner, (*path, place))


KIND = Check("languages", find)
