"""YAML that remembers its lines: every value keeps the place where it was written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from workflows.catalogue.faults import Fault, PackRefused

Path = tuple[str | int, ...]
MAX_BYTES = 1_000_000
MAX_DEPTH = 30
# libyaml where the wheel has it, which reads the same and several times faster.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
QUOTED = ("'", '"', "|", ">")
# YAML 1.2 core schema: `no`, `on` and 1-2-2026 stay text, as their authors mean them.
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,9}")


@dataclass(frozen=True)
class Located:
    """The data of one file: text, integers, decimals, booleans, lists and mappings, with the line of each."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, code: str, message: str) -> Fault:
        """A fault at `path`."""
        return Fault(self.file, self.line(path), dotted(path), code, message)


def dotted(path: Path) -> str:
    """A path as authors read it: `fields[3].label.en`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def read_yaml(file: str, content: bytes) -> Located:
    """The data of a YAML file in UTF-8. Raises PackRefused with the line of what cannot be read."""
    if len(content) > MAX_BYTES:
        raise PackRefused(Fault(file, 0, "", "too_large", f"The file is larger than {MAX_BYTES} bytes."))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackRefused(Fault(file, 0, "", "encoding", "The file is not UTF-8; save it as UTF-8.")) from error
    try:
        _hold_back(file, text)
        node = yaml.compose(text, LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise PackRefused(_at(file, mark, "yaml", f"This is not YAML: {error.problem or error.context}.")) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PackRefused(Fault(file, 0, "", "yaml", f"This is not YAML: {error}.")) from error
    builder = _Builder(file)
    data = builder.build(node, ()) if node is not None else None
    if builder.faults:
        raise PackRefused(*builder.faults)
    return Located(file, data, builder.lines)


def _hold_back(file: str, text: str) -> None:
    """Raise PackRefused for what a small file can grow endless by, before it is put together."""
    depth = 0
    for event in yaml.parse(text, LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise PackRefused(_at(file, event.start_mark, "alias", "Aliases (*name) are not read; write it out."))
        if depth > MAX_DEPTH:
            raise PackRefused(_at(file, event.start_mark, "too_deep", "This is nested too deeply."))


def _at(file: str, mark: Any, code: str, message: str) -> Fault:
    return Fault(file, mark.line + 1 if mark else 0, "", code, message)


class _Builder:
    """Turns nodes into plain data and keeps the line of each path."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []

    def build(self, node: yaml.Node, path: Path) -> Any:
        """The value of `node`, which stands at `path`."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return dict(self.pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, place)) for place, item in enumerate(node.value)]
        return _scalar(node)

    def pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        """The entries of a mapping; a key written twice is a fault, where YAML would let the last one win."""
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if not isinstance(key, yaml.ScalarNode) or name in seen:
                self.fault(key, path, "key", f"{name!r} is written twice, or is no plain word.")
                continue
            seen.add(name)
            self.lines[(*path, name)] = key.start_mark.line + 1
            yield name, self.build(value, (*path, name))

    def fault(self, node: yaml.Node, path: Path, code: str, message: str) -> None:
        """Keep a fault at a node."""
        self.faults.append(Fault(self.file, node.start_mark.line + 1, dotted(path), code, message))


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    if getattr(node, "style", None) in QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
