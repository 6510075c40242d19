"""Patterns in texts: matches, replace, split and extract, each with a limit on its time."""

import re as plain_re
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import regex  # type: ignore[import-untyped]

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.limits import MAX_PATTERN_CHARS
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.xpath_pattern import translated


@function("matches(input: string, pattern: string, flags: string|null?)", wants_run=True)
def _matches(run: Run, source: str, pattern: str, flags: str | None = None) -> bool | None:
    compiled = _compiled(pattern, flags or "")
    return None if compiled is None else bool(_limited(run, lambda left: compiled.search(source, timeout=left)))


@function("replace(input: string, pattern: string, replacement: string, flags: string|null?)", wants_run=True)
def _replace(run: Run, source: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    compiled = _compiled(pattern, flags or "")
    template = replacement if "q" in (flags or "") else _template(replacement)
    if compiled is None or template is None:
        return None

    def fill(found: Any) -> str:
        run.charge(1 + len(replacement) // 10)
        return template if isinstance(template, str) else "".join(_piece(found, part) for part in template)

    return str(_limited(run, lambda left: compiled.sub(fill, source, timeout=left)))


@function("split(string: string, delimiter: string)", wants_run=True)
def _split(run: Run, source: str, delimiter: str) -> list[str] | None:
    compiled = _compiled(delimiter, "")
    if compiled is None or compiled.groups:
        return None
    return list(_limited(run, lambda left: compiled.split(source, timeout=left))) if delimiter else None


@function("extract(input: string, pattern: string, flags: string|null?)", wants_run=True)
def _extract(run: Run, source: str, pattern: str, flags: str | None = None) -> list[str] | None:
    compiled = _compiled(pattern, flags or "")
    if compiled is None:
        return None
    return [found[0] for found in _limited(run, lambda left: list(compiled.finditer(source, timeout=left)))]


def _piece(found: Any, part: str | int) -> str:
    if isinstance(part, str):
        return part
    return (found[part] or "") if part <= found.re.groups else ""


def _template(replacement: str) -> list[str | int] | None:
    """Split at `$1`..`$9`; None when a `$` or a backslash stands for nothing."""
    pieces: list[str | int] = []
    for found in plain_re.finditer(r"\$(\d)|\\([\\$])|([^\\$]+)|(.)", replacement, plain_re.DOTALL):
        if found[4]:
            return None
        pieces.append(int(found[1]) if found[1] else found[2] or found[3])
    return pieces


@lru_cache(maxsize=512)
def _compiled(pattern: str, flags: str) -> Any:
    """The pattern in XPath's dialect; None when it is none. `regex` is used because it can stop a bad one."""
    if len(pattern) > MAX_PATTERN_CHARS or flags.strip("smixq"):
        return None
    options = regex.VERSION1
    for letter, option in (("s", regex.DOTALL), ("m", regex.MULTILINE), ("i", regex.IGNORECASE)):
        options |= option if letter in flags else 0
    text = regex.escape(pattern) if "q" in flags else translated(pattern, flags)
    try:
        return None if text is None else regex.compile(text, options)
    except (regex.error, RecursionError, OverflowError):
        return None


def _limited(run: Run, search: Callable[[float], Any]) -> Any:
    """Run a search within what is left of the time for patterns of this evaluation."""
    # Time is measured and not counted: only the pattern engine knows how often it goes back.
    run.charge(20)
    started = time.perf_counter()
    try:
        return search(max(run.pattern_seconds, 0.001))
    except TimeoutError:
        raise FeelError("a pattern takes too long on its text") from None
    finally:
        run.pattern_seconds -= time.perf_counter() - started
