"""Holds the data of a pack against its JSON Schema, and says of each fault what to write instead."""

import json
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from workflows.catalogue.faults import Fault
from workflows.catalogue.located import Located

TYPES = {
    "string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "array": "a list", "object": "a mapping", "null": "null",
}  # fmt: skip

COMMA = 'This is cut off at a comma; a text with a comma inside {...} stands in quotes: {en: "one, two"}.'


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of `<name>.schema.json`, which stands beside this module."""
    schema = json.loads(Path(__file__).with_name(f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def shape_faults(located: Located, name: str) -> list[Fault]:
    """What the schema `name` finds in a file, in the order of its lines."""
    # A value that fits no alternative is told once for each of them.
    faults = [fault for error in validator(name).iter_errors(located.data) for fault in _faults(located, error)]
    return sorted(set(faults))


def _faults(located: Located, error: ValidationError) -> Iterator[Fault]:
    path = tuple(error.absolute_path)
    kind, value = str(error.validator), cast(Any, error.validator_value)
    if kind == "additionalProperties" and isinstance(error.instance, dict):
        known = sorted(_schema(error).get("properties", {}))
        for word in sorted(set(error.instance) - set(known)):
            told = _unknown(word, known) if error.instance[word] is not None else COMMA
            yield located.fault((*path, word), "unknown_word", told)
    elif kind == "required":
        missing = [word for word in value if word not in cast(Any, error.instance)]
        yield located.fault(path, "missing", f"{', '.join(f'`{word}`' for word in missing)} must be written here.")
    elif kind == "dependentRequired":
        yield located.fault(path, "missing", "`rule` and `message` are written together.")
    else:
        yield located.fault(path, kind, _expected(error, kind, value))


def _schema(error: ValidationError) -> dict[str, Any]:
    """The part of the schema that was not met."""
    return error.schema if isinstance(error.schema, dict) else {}


def _unknown(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, 1)
    return f"`{word}` is not known here; " + (
        f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}."
    )


def _expected(error: ValidationError, kind: str, value: Any) -> str:
    """What the schema wants, in words."""
    meant = str(_schema(error).get("description", ""))
    told = _WANTS[kind](value) if kind in _WANTS else meant or error.message
    if meant and meant not in told:
        told = f"{told} ({meant})"
    return f"{_shown(error.instance)} stands here; write {told}."


_WANTS: dict[str, Callable[[Any], str]] = {
    "enum": lambda value: f"one of {', '.join(map(str, value))}",
    "const": str,
    "type": lambda value: " or ".join(TYPES[one] for one in ([value] if isinstance(value, str) else value)),
    "minimum": lambda value: f"{value} or more",
    "maximum": lambda value: f"{value} or less",
    "minItems": lambda value: f"at least {value} in the list",
    "minLength": lambda _: "a text that is not empty",
    "uniqueItems": lambda _: "each one once",
}


def _shown(instance: Any) -> str:
    text = json.dumps(instance, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."
