"""Files that belong to an answer, such as pictures of a place; papers of the guide stand in slots instead."""

import json
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem, text
from workflows.catalogue.item import Field, Label

MOST = 9


class Files(FieldKind):
    """Kept as a list of digests with names; the bytes lie in the store of papers under their digest."""

    code = "file"
    widget = "file"
    bounds = int
    messages: ClassVar[Mapping[str, Label]] = {
        "file": Label("文件没有收到，请重新选择。", "The file did not arrive. Choose it again.")
    }

    def parse(self, raw: Any, field: Field) -> list[dict[str, str]]:
        found = _listed(raw)
        kept: dict[str, dict[str, str]] = {}
        for one in found:
            if not isinstance(one, dict) or not re.fullmatch("[0-9a-f]{64}", str(one.get("sha256", ""))):
                raise FieldProblem("file")
            kept[one["sha256"]] = {
                "sha256": one["sha256"],
                "name": text(one.get("name", ""))[:200] or one["sha256"][:12],
            }
        most = int(field.max) if field.max is not None else MOST
        if len(kept) > most:
            raise FieldProblem("too_many", limit=most)
        return list(kept.values())

    def show(self, value: Any, field: Field, language: str) -> str:
        return ("；" if not language.startswith("en") else "; ").join(
            f"{one['name']} ({one['sha256'][:8]}…)" for one in value
        )

    def mask(self, value: Any, field: Field, language: str) -> str:
        return Label("{0}个文件", "files: {0}").text(language).format(len(value))

    def schema(self, field: Field) -> dict[str, Any]:
        one = {
            "type": "object",
            "required": ["sha256", "name"],
            "properties": {"sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "name": {"type": "string"}},
        }
        return {"type": "array", "items": one, "maxItems": int(field.max) if field.max is not None else MOST}


def _listed(raw: Any) -> list[Any]:
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError as error:
            raise FieldProblem("file") from error
    return raw if isinstance(raw, list) else [raw]


KIND = Files()
