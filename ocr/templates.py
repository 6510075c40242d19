"""Material types as data: every YAML file in materials/ is read, checked against a schema, and versioned by content."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from ocr.folding import squeezed

FOLDER = Path(__file__).parent / "materials"
UNKNOWN = "unknown"
_CODE_VERSION = "1"  # raised when the code that applies templates would read the same lines differently

_LABEL = {"type": "object", "required": ["zh", "en"], "additionalProperties": False,
          "properties": {"zh": {"type": "string"}, "en": {"type": "string"}}}  # fmt: skip
_TEXTS = {"type": "array", "items": {"type": "string", "minLength": 1}}
TYPES = (
    "text", "person", "organisation", "address", "date", "date_or_open", "span_start", "span_end", "money", "number",
    "uscc", "resident_id", "sex", "nation", "code",
)  # fmt: skip
SHAPES = ("single", "wrapped", "below", "cell")
CROSS = ("birth_in_id", "sex_in_id", "date_order", "qr_uscc")
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["code", "label", "titles", "fields"],
    "additionalProperties": False,
    "properties": {
        "code": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "family": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "label": _LABEL,
        "titles": {"type": "object", "additionalProperties": {"type": "number"}, "minProperties": 1},
        "enough": {"type": "number", "exclusiveMinimum": 0},
        "stops": _TEXTS,
        "multipage": {"type": "boolean"},
        "pairs": {"type": "boolean"},
        "ends": {"type": "string"},
        "cross": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["check", "fields"],
                "additionalProperties": False,
                "properties": {"check": {"enum": list(CROSS)}, "fields": _TEXTS},
            },
        },
        "fields": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["label", "type"],
                "additionalProperties": False,
                "properties": {
                    "label": _LABEL,
                    "type": {"enum": list(TYPES)},
                    "shape": {"enum": list(SHAPES)},
                    "aliases": _TEXTS,
                    "patterns": _TEXTS,
                    "format": {"type": "string", "minLength": 1},
                    "occurrence": {"type": "integer", "minimum": 1, "maximum": 9},
                    "optional": {"type": "boolean"},
                    "sensitive": {"type": "boolean"},
                },
            },
        },
    },
}


@dataclass(frozen=True)
class Label:
    """A name in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True)
class FieldTemplate:
    """How one field is found: by labels (squeezed), or by patterns with a group `v` over the paper's running text."""

    code: str
    label: Label
    type: str
    shape: str
    aliases: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    optional: bool
    sensitive: bool
    format: re.Pattern[str] | None = None  # what a whole value looks like; others are mended or doubtful
    occurrence: int = 1  # which of the labels that read alike, from the top left


@dataclass(frozen=True)
class Template:
    """A material type; `titles` are squeezed texts with weights, and `enough` is the score that recognises it."""

    code: str
    family: str
    label: Label
    titles: tuple[tuple[str, float], ...]
    enough: float
    multipage: bool  # a page that is no paper of its own may go on with this one
    pairs: bool  # its labels are not known before: whatever stands before a colon or in a cell is one
    ends: str  # the field with the last day on which the paper holds; empty where it holds for ever
    stops: tuple[str, ...]
    cross: tuple[tuple[str, tuple[str, ...]], ...]
    fields: Mapping[str, FieldTemplate]


class BadTemplate(ValueError):
    """A template file breaks the schema; the message names file, place and fault."""


def parse_template(data: Any, name: str) -> Template:
    """A template from parsed YAML. Raises BadTemplate."""
    for fault in Draft202012Validator(SCHEMA).iter_errors(data):
        raise BadTemplate(f"{name}: {'/'.join(map(str, fault.path)) or 'top'}: {fault.message}")
    fields = {code: _field(code, each, name) for code, each in data["fields"].items()}
    cross = tuple((each["check"], tuple(each["fields"])) for each in data.get("cross", ()))
    for check, names in cross:
        if unknown := [each for each in names if each not in fields]:
            raise BadTemplate(f"{name}: cross/{check}: no field {', '.join(unknown)}")
    if (ends := data.get("ends")) and ends not in fields:
        raise BadTemplate(f"{name}: ends: no field {ends}")
    return Template(
        code=data["code"],
        family=data.get("family", data["code"]),
        label=Label(**data["label"]),
        titles=tuple((squeezed(text), float(weight)) for text, weight in data["titles"].items()),
        enough=float(data.get("enough", 2.5)),
        multipage=data.get("multipage", False),
        pairs=data.get("pairs", False),
        ends=data.get("ends", ""),
        stops=tuple(squeezed(text) for text in data.get("stops", ())),
        cross=cross,
        fields=MappingProxyType(fields),
    )


def _field(code: str, data: Mapping[str, Any], name: str) -> FieldTemplate:
    try:
        patterns = tuple(re.compile(text) for text in data.get("patterns", ()))
        shape = re.compile(data["format"]) if "format" in data else None
    except re.error as error:
        raise BadTemplate(f"{name}: fields/{code}/patterns: {error}") from error
    if any("v" not in pattern.groupindex for pattern in patterns):
        raise BadTemplate(f"{name}: fields/{code}/patterns: a pattern needs the group (?P<v>…)")
    return FieldTemplate(
        code=code,
        label=Label(**data["label"]),
        type=data["type"],
        shape=data.get("shape", "single"),
        aliases=tuple(squeezed(text) for text in data.get("aliases", ())),
        patterns=patterns,
        optional=data.get("optional", False),
        sensitive=data.get("sensitive", False),
        format=shape,
        occurrence=data.get("occurrence", 1),
    )


@cache
def templates() -> MappingProxyType[str, Template]:
    """Every template by its code; two with one code, or one in a file of another name, stop the start."""
    found: dict[str, Template] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        template = parse_template(yaml.safe_load(path.read_text(encoding="utf-8")), path.name)
        if template.code != path.stem:
            raise BadTemplate(f"{path.name}: code is {template.code!r}")
        found[template.code] = template
    return MappingProxyType(found)


@cache
def templates_version() -> str:
    """Twelve characters that change with any template and with the code that applies them."""
    digest = hashlib.sha256(_CODE_VERSION.encode())
    for path in sorted(FOLDER.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
