"""Tokens of FEEL: joins names that have blanks in them, and tells interval brackets from list brackets."""

import re
from collections.abc import Iterator
from typing import Any

from lark import Token
from lark.lexer import Lexer

from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.syntax.names import NAME_PART, NAME_START, NameBook
from workflows.engine.feel.syntax.strings import unescape

KEYWORDS = {
    word: word.upper()
    for word in (
        "true", "false", "null", "and", "or", "in", "between", "instance", "of", "if", "then", "else", "for", "return",
        "some", "every", "satisfies", "function", "external",
    )
}  # fmt: skip
_SYMBOLS = {
    "**": "POWER", "..": "DOTS", "->": "ARROW", "<=": "COMPARE", ">=": "COMPARE", "!=": "COMPARE", "=": "COMPARE",
    "<": "LESS", ">": "GREATER", "+": "PLUS", "-": "MINUS", "*": "TIMES", "/": "TIMES", ".": "DOT", ",": "COMMA",
    ":": "COLON", "(": "OPEN", ")": "CLOSE", "[": "LEFT", "]": "RIGHT", "{": "BEGIN", "}": "END",
}  # fmt: skip
_INSTEAD = {"，": ",", "（": "(", "）": ")", "“": '"', "”": '"', "：": ":", "；": ",", "＝": "=", "＞": ">", "＜": "<",
            "。": ".", "、": ",", "【": "[", "】": "]", "==": "=", "&&": "and", "||": "or", "'": '"', "≥": ">=",
            "≤": "<=", "≠": "!="}  # fmt: skip
# Numbers stand before symbols so that `.5` is a number, and need a digit behind the point so that `1..3` is a range.
_TOKEN = re.compile(
    r"(?P<blank>\s+|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)"
    r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r'|(?P<string>"(?:[^"\\]|\\.)*")'
    r'|(?P<at>@"(?:[^"\\]|\\.)*")'
    rf"|(?P<word>{NAME_START}{NAME_PART}*)"
    r"|(?P<wrong>==|&&|\|\|)"
    r"|(?P<symbol>\*\*|\.\.|->|<=|>=|!=|[=<>+\-*/.,:()\[\]{}])",
    re.DOTALL | re.ASCII,
)
_BLANKS = re.compile(r"\s*")
_KEY = re.compile(r'[^":{}\[\](),]+?(?=\s*:)')
_VALUE_ENDS = frozenset({"NUMBER", "STRING", "AT", "NAME", "TRUE", "FALSE", "NULL", "CLOSE", "RIGHT", "END",
                         "RANGE_CLOSE"})  # fmt: skip
# What can only follow a finished value: a `[` before it closes an interval, where `[1..a[2]]` has a filter.
_AFTER_INTERVAL = re.compile(r"\s*(?:$|[)\]},=<>!*/+.:]|(?:and|or|then|else|return|satisfies|in|between|instance)\b)")


class Scanner:
    """One pass over one text; `brackets` holds what is open, with True behind an interval's `..`."""

    def __init__(self, text: str, book: NameBook) -> None:
        self.text, self.book, self.at = text, book, 0
        self.tokens: list[Token] = []
        self.brackets: list[tuple[str, bool]] = []

    def scan(self) -> list[Token]:
        while self.at < len(self.text):
            if self._key() or self.at == len(self.text):
                continue
            found = _TOKEN.match(self.text, self.at)
            if found is None or found.lastgroup == "wrong":
                raise self._unreadable(found[0] if found else self.text[self.at])
            if found.lastgroup == "blank":
                self.at = found.end()
            else:
                getattr(self, f"_{found.lastgroup}")(found[0])
        return self.tokens

    def _unreadable(self, what: str) -> FeelError:
        instead = _INSTEAD.get(what)
        hint = f"; write {instead} instead" if instead else ""
        return FeelError(f"{what!r} has no meaning here{hint}" if what != '"' else "a string has no end", self.at)

    def _put(self, kind: str, value: str, end: int) -> None:
        self.tokens.append(Token(kind, value, start_pos=self.at, end_pos=end))
        self.at = end

    def _last(self) -> str:
        return self.tokens[-1].type if self.tokens else ""

    def _key(self) -> bool:
        """The name of an entry may be anything up to its colon."""
        if not self.brackets or self.brackets[-1][0] != "{" or self._last() not in ("BEGIN", "COMMA"):
            return False
        blanks = _BLANKS.match(self.text, self.at)
        self.at = blanks.end() if blanks else self.at
        found = _KEY.match(self.text, self.at)
        if found is None or found[0].startswith("//") or found[0].startswith("/*"):
            return False
        name = " ".join(found[0].split())
        # Later entries may speak of this one, also when its name holds signs.
        self.book.learn(name)
        self._put("KEY", name, found.end())
        return True

    def _number(self, text: str) -> None:
        self._put("NUMBER", text, self.at + len(text))

    def _string(self, text: str) -> None:
        self._put("STRING", unescape(text[1:-1], self.at), self.at + len(text))

    def _at(self, text: str) -> None:
        self._put("AT", unescape(text[2:-1], self.at), self.at + len(text))

    def _word(self, text: str) -> None:
        name, end = self.book.longest(self.text, self.at)
        # Behind a point stands a member, whatever it is called: `row.in`.
        if name is None and text in KEYWORDS and self._last() != "DOT":
            return self._put(KEYWORDS[text], text, self.at + len(text))
        if name is None:
            name, end = self.book.joined(self.text, self.at, KEYWORDS)
        return self._put("NAME", name, end)

    def _symbol(self, text: str) -> None:
        kind = _SYMBOLS[text]
        if text in "([{":
            kind = self._opened(text)
        elif text in ")]}":
            kind = self._closed(text)
        elif text == ".." and self.brackets:
            self.brackets[-1] = (self.brackets[-1][0], True)
        self._put(kind, text, self.at + len(text))

    def _opened(self, text: str) -> str:
        ends_interval = text == "[" and self.brackets and self.brackets[-1][1] and self._last() in _VALUE_ENDS
        if ends_interval and _AFTER_INTERVAL.match(self.text, self.at + 1):
            self.brackets.pop()
            return "RANGE_CLOSE"
        self.brackets.append((text, False))
        return _SYMBOLS[text]

    def _closed(self, text: str) -> str:
        # Where a value should begin, `]` opens an interval as in mathematics: `]0..1]`; `[]` is the empty list.
        if text == "]" and self._last() not in _VALUE_ENDS and self._last() != "LEFT":
            self.brackets.append((text, False))
            return "RANGE_OPEN"
        if self.brackets:
            self.brackets.pop()
        return _SYMBOLS[text]


class FeelLexer(Lexer):
    """Lark's door to the scanner: it is handed the tokens that `Scanner` found."""

    def __init__(self, lexer_conf: Any) -> None:
        """Lark gives its configuration; there is nothing in it for us."""

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:
        yield from lexer_state
