"""Escapes in FEEL strings."""

import re

from workflows.engine.feel.errors import FeelError

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


def _replace(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF else found[0]
    # A pattern such as "\d{3}" keeps its backslash, because FEEL knows no escape of that name.
    return _SIMPLE.get(found[3], found[0])


def unescape(text: str, position: int) -> str:
    """Resolve the escapes; two halves of a surrogate pair become their one character."""
    if "\\" not in text:
        return text
    resolved = _ESCAPE.sub(_replace, text)
    try:
        return resolved.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError as error:
        raise FeelError("a string has half of a surrogate pair", position) from error
