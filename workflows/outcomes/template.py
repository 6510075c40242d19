"""Fills the text of a document with values; knows names, lists and nothing else, so data can never become code.

${name}                       the value, escaped; a line break becomes <br>
${#points}…${/points}         once for each item of a list, or once when the value is there and not empty;
                              an item's own names go before the outer ones, ${.} is an item that is plain text
${^points}…${/points}         once when the list or value is empty
$${                           the two characters themselves
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_TAG = re.compile(r"\$\$\{|\$\{([#^/]?)([\w.]*)\}|\$\{")
_NAME = re.compile(r"\.|[^\W\d]\w*(\.\w+)*")
_MAX_DEPTH = 4
# Marks that turn the direction of writing could show a name or a figure as another one.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


LINE_BREAK = '<br><span class="line"></span>'
"""A new line within a value; style sheets may indent the empty span."""


class TemplateFault(ValueError):
    """`code` is syntax, unclosed, missing or shape, `name` the placeholder, `line` counts from 1."""

    def __init__(self, code: str, name: str, line: int) -> None:
        super().__init__(f"line {line}: {code} {name!r}")
        self.code, self.name, self.line = code, name, line


@dataclass(frozen=True)
class Text:
    """HTML of the template, kept as it is."""

    html: str


@dataclass(frozen=True)
class Value:
    """A place that takes one value."""

    name: str
    line: int


@dataclass(frozen=True)
class Block:
    """A part that is shown for each item, or only when there is none."""

    name: str
    line: int
    when_empty: bool
    parts: "tuple[Part, ...]"


Part = Text | Value | Block


@dataclass(frozen=True)
class Template:
    """A compiled template; filling it is pure."""

    parts: tuple[Part, ...]

    def fill(self, values: Mapping[str, Any]) -> str:
        """HTML with every value escaped; values nobody asks for are ignored. Raises TemplateFault missing or shape."""
        return "".join(_filled(self.parts, (values,)))

    def names(self) -> frozenset[str]:
        """Every name the template asks for, those within blocks included, without `.`."""
        return frozenset(_names(self.parts)) - {"."}


def compile_template(text: str) -> Template:
    """Raises TemplateFault `syntax` for a malformed placeholder and `unclosed` for a block without its end."""
    open_blocks: list[tuple[str, str, int]] = [("", "", 1)]
    levels: list[list[Part]] = [[]]
    at = 0
    for tag in _TAG.finditer(text):
        levels[-1].append(Text(text[at : tag.start()]))
        at, line = tag.end(), text.count("\n", 0, tag.start()) + 1
        sign, name = tag.group(1), tag.group(2)
        if tag.group() == "$${":
            levels[-1].append(Text("${"))
        elif name is None or not _NAME.fullmatch(name) or (sign and name == "."):
            raise TemplateFault("syntax", text[tag.start() : tag.start() + 20], line)
        elif sign in ("#", "^"):
            if len(levels) > _MAX_DEPTH:
                raise TemplateFault("syntax", name, line)
            open_blocks.append((name, sign, line))
            levels.append([])
        elif sign == "/":
            _close(open_blocks, levels, name, line)
        else:
            levels[-1].append(Value(name, line))
    if len(levels) > 1:
        raise TemplateFault("unclosed", open_blocks[-1][0], open_blocks[-1][2])
    return Template((*levels[0], Text(text[at:])))


def _close(open_blocks: list[tuple[str, str, int]], levels: list[list[Part]], name: str, line: int) -> None:
    opened, sign, at = open_blocks.pop()
    if opened != name:
        raise TemplateFault("unclosed", name, line)
    parts = tuple(levels.pop())
    levels[-1].append(Block(name, at, sign == "^", parts))


def _names(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Value):
            yield part.name
        elif isinstance(part, Block):
            yield part.name
            yield from _names(part.parts)


def _filled(parts: Iterable[Part], scopes: tuple[Mapping[str, Any], ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Text):
            yield part.html
        elif isinstance(part, Value):
            yield _written(_found(scopes, part.name, part.line), part)
        else:
            yield from _repeated(part, scopes)


def _repeated(block: Block, scopes: tuple[Mapping[str, Any], ...]) -> Iterator[str]:
    value = _found(scopes, block.name, block.line)
    items = _items(value)
    if block.when_empty:
        if not items:
            yield from _filled(block.parts, scopes)
        return
    for item in items:
        inner = item if isinstance(item, Mapping) else {".": item}
        yield from _filled(block.parts, (inner, *scopes))


def _items(value: Any) -> Sequence[Any]:
    if value is None or value is False or value == "":
        return ()
    if isinstance(value, (list, tuple)):
        return value
    return (value,)


def _found(scopes: tuple[Mapping[str, Any], ...], name: str, line: int) -> Any:
    for scope in scopes:
        if name in scope:
            return scope[name]
    raise TemplateFault("missing", name, line)


def _written(value: Any, place: Value) -> str:
    if value is None:
        raise TemplateFault("missing", place.name, place.line)
    if isinstance(value, (bool, Mapping, list, tuple, set, frozenset, bytes, float)):
        raise TemplateFault("shape", place.name, place.line)
    return escaped(str(value))


def escaped(value: str) -> str:
    """HTML text that shows exactly `value`: markup is escaped, control and direction marks are left out."""
    spaced = value.replace("\r\n", "\n").replace("\t", " ")
    kept = "".join(sign for sign in spaced if sign == "\n" or _shown(sign))
    return html.escape(kept).replace("\n", LINE_BREAK)


def _shown(sign: str) -> bool:
    # Unassigned code points stay: a name may use a character newer than this Python's tables.
    return sign not in _TURNING and unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
