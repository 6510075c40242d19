"""What differs between two versions of a pack, in words, so that a releaser sees what a citizen will notice."""

import difflib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from workflows.catalogue.build import compile_item
from workflows.catalogue.pack import Pack
from workflows.engine import Process

PARTS: Mapping[str, str] = {
    "fields": "field",
    "papers": "paper",
    "limits": "limit",
    "steps": "step",
    "groups": "group",
    "conditions": "condition",
    "bases": "basis",
}
"""Parts of service.yaml whose entries are told one by one."""
LONGEST = 80


def differences(old: Pack, new: Pack) -> Iterator[str]:
    """Sentences in the order of the file, then of the drawing, the documents and the scenarios. Raises PackRefused."""
    yield from _guide(old.service.data, new.service.data)
    yield from _drawing(compile_item(old).process, compile_item(new).process)
    yield from _documents(old.documents, new.documents)
    yield from _entries("scenario", _by_code(old.scenarios.data), _by_code(new.scenarios.data))
    for name in sorted({*old.files, *new.files}):
        if name.endswith(".dmn") and old.files.get(name) != new.files.get(name):
            yield f"decision table {name}: {_change(name in old.files, name in new.files)}"


def _guide(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for part in dict.fromkeys([*old, *new]):
        if part in PARTS:
            yield from _entries(PARTS[part], _by_code(old.get(part, ())), _by_code(new.get(part, ())))
        else:
            yield from _values(part, old.get(part), new.get(part))


def _by_code(entries: Any) -> dict[str, Any]:
    """Entries by what names them: their code, their key, or their place."""
    if isinstance(entries, dict):
        return entries
    return {str(one["code"]) if "code" in one else str(place): one for place, one in enumerate(entries, 1)}


def _entries(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Entries that came, went, moved or changed."""
    for code in dict.fromkeys([*new, *old]):
        name = f"{what} {code}{_named(new.get(code, old.get(code)))}"
        if code not in old or code not in new:
            yield f"{name}: {_change(code in old, code in new)}"
        else:
            yield from _values(name, old[code], new[code])
    kept = [code for code in old if code in new]
    if kept != [code for code in new if code in old]:
        yield f"{what}s: stand in another order"


def _named(entry: Any) -> str:
    label = entry.get("label") or entry.get("title") if isinstance(entry, dict) else None
    return f" “{label['en']}”" if isinstance(label, dict) else ""


def _change(was: bool, is_now: bool) -> str:
    return "changed" if was and is_now else "is new" if is_now else "is gone"


def _values(name: str, old: Any, new: Any) -> Iterator[str]:
    """Each value below `name` that differs."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for word in dict.fromkeys([*old, *new]):
            yield from _values(f"{name}, {word}", old.get(word), new.get(word))
        return
    if _are_coded(old) and _are_coded(new):
        yield from _entries(f"{name}:", _by_code(old), _by_code(new))
        return
    yield f"{name}: {_shown(old)} → {_shown(new)}"


def _are_coded(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "code" in one for one in value)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"“{text}”" if len(text) <= LONGEST else f"“{text[:LONGEST]}…”"


def _drawing(old: Process, new: Process) -> Iterator[str]:
    """Elements and flows that came, went or changed; where a shape stands in the picture is no difference."""
    for element in dict.fromkeys([*new.nodes, *old.nodes]):
        if (element in old.nodes) != (element in new.nodes):
            yield f"drawing, {element}: {_change(element in old.nodes, element in new.nodes)}"
        elif old.nodes[element].tag != new.nodes[element].tag:
            yield f"drawing, {element}: {old.nodes[element].tag} → {new.nodes[element].tag}"
    ways = [{(flow.source, flow.target): flow.text for flow in one.flows.values()} for one in (old, new)]
    for source, target in dict.fromkeys([*ways[1], *ways[0]]):
        was, now = ways[0].get((source, target)), ways[1].get((source, target))
        name = f"drawing, way from {source} to {target}"
        if was is None or now is None:
            yield f"{name}: {_change(was is not None, now is not None)}"
        elif was != now:
            yield f"{name}: {_shown(was or None)} → {_shown(now or None)}"


def _documents(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """Documents that came or went, and the lines of those that changed."""
    for name in sorted({*old, *new}):
        if name not in old or name not in new:
            yield f"document {name}: {_change(name in old, name in new)}"
            continue
        for line in difflib.ndiff(old[name].splitlines(), new[name].splitlines()):
            if line[0] in "+-":
                yield f"document {name}: {'is new' if line[0] == '+' else 'is gone'}: {_shown(line[2:].strip())}"
