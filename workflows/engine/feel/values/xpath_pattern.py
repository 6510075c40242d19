"""Regular expressions of XPath 3.1, which FEEL uses, in the dialect of the `regex` library."""

import re

_TOKEN = re.compile(r"\\[pP]\{[^}]*\}|\\\d|\\.|\(\?:|\(\?|.", re.DOTALL)
_BLANKS = re.compile(r"\[(?:\\.|[^\]\\])*\]|\s+", re.DOTALL)
_CLASSES = {
    "i": r"[\p{L}_:]",
    "I": r"[^\p{L}_:]",
    "c": r"[\p{L}\p{M}\p{Nd}\-._:\u00b7]",
    "C": r"[^\p{L}\p{M}\p{Nd}\-._:\u00b7]",
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "w": r"[^\p{P}\p{Z}\p{C}]",
    "W": r"[\p{P}\p{Z}\p{C}]",
    "s": r"[ \t\n\r]",
    "S": r"[^ \t\n\r]",
}
_ESCAPED = "nrt\\|.?*+(){}-[]^$"


def translated(pattern: str, flags: str) -> str | None:
    """None when the pattern uses what XPath does not have: groups with names, lookaround, \\b, \\1 inside a class."""
    pieces: list[str] = []
    depth = 0
    if "x" in flags:
        pattern = _BLANKS.sub(lambda found: "" if found[0].isspace() else found[0], pattern)
    for found in _TOKEN.finditer(pattern):
        sign = found[0]
        if sign == "(?" or (sign[0] == "\\" and not _known(sign, depth)):
            return None
        depth += {"[": 1, "]": -1}.get(sign, 0)
        if depth < 0:
            return None
        pieces.append(_piece(sign, depth, flags, pattern[found.end() : found.end() + 1]))
    return "".join(pieces) if depth == 0 else None


def _known(sign: str, depth: int) -> bool:
    letter = sign[1:2]
    return (
        letter in _CLASSES or letter in _ESCAPED or letter in "pP" or (letter.isdigit() and letter != "0" and not depth)
    )


def _piece(sign: str, depth: int, flags: str, following: str) -> str:
    if sign[0] == "\\" and sign[1:2] in _CLASSES:
        return _CLASSES[sign[1:2]]
    if sign[:2] in (r"\p", r"\P"):
        name = sign[3:-1]
        return f"{sign[:2]}{{{'In' + name[2:] if name.startswith('Is') else name}}}"
    if depth:
        return _class_piece(sign, following)
    if sign == "." and "s" not in flags:
        return r"[^\n\r]"
    # The end is the end of the text; Python's `$` also stands before a last line break.
    return r"\Z" if sign == "$" and "m" not in flags else sign


def _class_piece(sign: str, following: str) -> str:
    """`[a-z-[aeiou]]` takes away; signs that mean something to `regex` alone are escaped."""
    if sign == "-" and following == "[":
        return "--"
    return "\\" + sign if sign in "&|~" else sign
