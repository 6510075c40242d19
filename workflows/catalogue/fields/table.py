"""A table: rows with the same questions, such as the members of a household."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem
from workflows.catalogue.item import Field, Label

MOST = 200


class Table(FieldKind):
    """Kept as a list of rows, each a mapping of column to value; empty rows go. JSON text is read as well.

    Expressions see a list of contexts: `sum(members.income)`, `count(members)`, `every m in members satisfies ...`.
    """

    code = "table"
    widget = "table"
    needs_columns = True
    bounds = int
    messages: ClassVar[Mapping[str, Label]] = {
        "rows": Label("请逐行填写。", "Fill in the rows."),
        "too_few_rows": Label("至少填写%(limit)s行。", "Fill in at least %(limit)s rows."),
        "too_many_rows": Label("最多填写%(limit)s行。", "Fill in at most %(limit)s rows."),
    }

    def parse(self, raw: Any, field: Field) -> list[dict[str, Any]]:
        rows = [self._row(number, row, field) for number, row in enumerate(_rows(raw), 1) if any(_filled(row))]
        if rows and field.min is not None and len(rows) < int(field.min):
            raise FieldProblem("too_few_rows", limit=int(field.min))
        most = int(field.max) if field.max is not None else MOST
        if len(rows) > most:
            raise FieldProblem("too_many_rows", limit=most)
        return rows

    def _row(self, number: int, row: Mapping[str, Any], field: Field) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for column in field.columns:
            raw = row.get(column.code)
            if raw is None or raw == "" or (isinstance(raw, str) and not raw.strip()):
                if column.required:
                    raise FieldProblem("cell", row=number, column=_name(column), told="required")
                kept[column.code] = None
                continue
            try:
                kept[column.code] = _kind(column).parse(raw, column)
            except FieldProblem as problem:
                wrong = {"row": number, "column": _name(column), "told": problem.code}
                raise FieldProblem("cell", **wrong, **problem.params) from problem
        if unknown := sorted(set(row) - {column.code for column in field.columns}):
            raise FieldProblem("cell", row=number, column=unknown[0], told="unknown_field")
        return kept

    def check(self, value: Any, field: Field, today: date) -> None:
        for number, row in enumerate(value, 1):
            for column in field.columns:
                if row.get(column.code) is not None:
                    try:
                        _kind(column).check(row[column.code], column, today)
                    except FieldProblem as problem:
                        raise FieldProblem("cell", row=number, column=_name(column), told=problem.code) from problem

    def seen(self, field: Field, value: Any) -> Mapping[str, Any]:
        """The rows as contexts, each with every name that its columns give."""
        return {field.code: None if value is None else [_seen(field, row) for row in value]}

    def show(self, value: Any, field: Field, language: str) -> str:
        """One line a row."""
        return "\n".join(self._shown(row, field, language, is_masked=False) for row in value)

    def mask(self, value: Any, field: Field, language: str) -> str:
        return "\n".join(self._shown(row, field, language, is_masked=True) for row in value)

    def _shown(self, row: Mapping[str, Any], field: Field, language: str, *, is_masked: bool) -> str:
        cells = []
        for column in field.columns:
            if row.get(column.code) is not None:
                say = _kind(column).mask if is_masked and column.sensitive else _kind(column).show
                cells.append(say(row[column.code], column, language))
        return (", " if language.startswith("en") else "，").join(cells)

    def schema(self, field: Field) -> dict[str, Any]:
        properties = {
            column.code: {"anyOf": [_kind(column).schema(column), {"type": "null"}]} for column in field.columns
        }
        row = {"type": "object", "properties": properties, "additionalProperties": False}
        return {"type": "array", "items": row, "maxItems": int(field.max) if field.max is not None else MOST}


@cache
def _kinds() -> Mapping[str, FieldKind]:
    # By name, for the folder of kinds reads this very module when it looks for them.
    found: Mapping[str, FieldKind] = import_module("workflows.catalogue.fields").kinds()
    return found


def _name(column: Field) -> str:
    """A column in both languages, for a problem's parameters are kept without a language."""
    return f"{column.label.zh} {column.label.en}"


def _kind(column: Field) -> FieldKind:
    return _kinds()[column.type]


def _seen(field: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in field.columns:
        found.update(_kind(column).scope(column.code, row.get(column.code)))
    return found


def _rows(raw: Any) -> list[Mapping[str, Any]]:
    """The rows of what was sent. Raises FieldProblem."""
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise FieldProblem("rows") from error
    if not isinstance(raw, (list, tuple)) or not all(isinstance(row, dict) for row in raw):
        raise FieldProblem("rows")
    return list(raw)


def _filled(row: Mapping[str, Any]) -> Iterator[bool]:
    return (bool(str(cell).strip()) for cell in row.values() if cell is not None)


KIND = Table()
