"""Names of FEEL: which characters they have, and where a name with blanks or operators in it ends."""

import re
from collections.abc import Iterable, Mapping

# The ranges of DMN 1.5 grammar rules 28 and 29, less full-width punctuation: a typed （ or ， is a slip, not a name.
_WIDE = (
    "A-Za-z_?\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3004-\u3007\u3012\u3013\u301c-\ud7ff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\ufffd"
    "\U00010000-\U000effff"
)
NAME_START = f"[{_WIDE}]"
NAME_PART = f"[{_WIDE}0-9\u00b7\u0300-\u036f\u203f\u2040']"
_WORD = re.compile(f"{NAME_START}{NAME_PART}*")
_NEXT_PART = re.compile(f"\\s+({NAME_START}{NAME_PART}*|\\d+(?![\\d.]*\\.\\d){NAME_PART}*)", re.ASCII)
_ENDS_IN_PART = re.compile(f"{NAME_PART}$")
_PLAIN = re.compile(f"{NAME_START}{NAME_PART}*(?: {NAME_PART}+)*")


class NameBook:
    """Names known beforehand; only those that hold more than words and blanks, or a keyword, need to be known."""

    def __init__(self, names: Iterable[str] = (), parent: "NameBook | None" = None) -> None:
        self.by_word: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        self.parent = parent
        for name in names:
            self.learn(name)

    def learn(self, name: str) -> None:
        """Take `name` as one name from now on; a single word needs no entry."""
        first = _WORD.match(name)
        if first is None or first[0] == name:
            return
        pattern = r"\s*".join(re.escape(part) for part in re.findall(r"\w+|[^\w\s]", name))
        blanks = re.sub(r"(?<=\w)\\s\*(?=\w)", r"\\s+", pattern)
        # By first word, longest first: of two known names the longer one is meant, as the standard asks.
        known = self.by_word.setdefault(first[0], [])
        known.append((name, re.compile(blanks)))
        known.sort(key=lambda entry: -len(entry[0]))

    def longest(self, text: str, at: int) -> tuple[str | None, int]:
        """The longest known name of more than a word that stands at `at`, and where it ends."""
        word = _WORD.match(text, at)
        for name, pattern in self.by_word.get(word[0], ()) if word else ():
            found = pattern.match(text, at)
            # `date and time` must not match the beginning of `date and timeline`.
            if found and not (_ENDS_IN_PART.search(found[0]) and re.match(NAME_PART, text[found.end() :])):
                return name, found.end()
        return self.parent.longest(text, at) if self.parent else (None, at)

    def joined(self, text: str, at: int, keywords: Mapping[str, str]) -> tuple[str, int]:
        """The words from `at` on, up to a keyword: two names side by side mean nothing else in FEEL."""
        word = _WORD.match(text, at)
        parts, end = ([word[0]], word.end()) if word else ([], at)
        while (following := _NEXT_PART.match(text, end)) and following[1] not in keywords:
            parts.append(following[1])
            end = following.end()
        return " ".join(parts), end


def is_plain(name: str) -> bool:
    """Whether `name` can be written in an expression without being known beforehand."""
    return _PLAIN.fullmatch(name) is not None
