"""Inputs beyond those of Django: tables of rows, places on the map, and files; each works without scripts."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from ocr.api import LIMIT_BYTES, Rejected, store
from workflows.api import Field

MakesControl = Callable[[Field, bool], forms.Field]
BLANK_ROWS = 1
"""Empty rows below those that are filled; each saving shows one more."""


class PointInput(forms.TextInput):
    """Longitude and latitude in one line, with a button that asks the device where it is."""

    template_name = "filing/point.html"


class OutlineInput(forms.Textarea):
    """One corner a line, drawn beside as it is typed."""

    template_name = "filing/outline.html"


class TableInput(forms.Widget):
    """Rows of inputs; what is sent is the JSON text of the rows, so that the whole table is one value of the form."""

    def __init__(self, field: Field, control: MakesControl) -> None:
        super().__init__()
        self.field, self.control = field, control

    def id_for_label(self, id_: str) -> str:
        """The first cell, to which an error leads."""
        return f"id_{id_.removeprefix('id_')}-0-{self.field.columns[0].code}"

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """A fieldset a row; the last one is empty."""
        rows = rows_of(value)
        most = int(self.field.max) if self.field.max is not None else len(rows) + BLANK_ROWS
        shown = min(max(len(rows) + BLANK_ROWS, int(self.field.min or 1)), max(most, 1))
        cells = [self._row(name, place, rows[place] if place < len(rows) else {}) for place in range(shown)]
        about = {
            "name": name,
            "rows": [(place + 1, form, place < len(rows)) for place, form in enumerate(cells)],
            "described_by": (attrs or {}).get("aria-describedby", ""),
            "has_room": shown < (int(self.field.max) if self.field.max is not None else shown + 1),
            "blank": self._row(name, "__row__", {}),
        }
        return render_to_string("filing/table.html", about)

    def _row(self, name: str, place: int | str, row: Mapping[str, str]) -> forms.Form:
        form = forms.Form(initial=dict(row), prefix=f"{name}-{place}", use_required_attribute=False)
        for column in self.field.columns:
            form.fields[column.code] = self.control(column, column.required)
        return form

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> str:
        """The rows that were sent and not marked to go, as JSON text; empty ones are left out."""
        places = sorted({int(part) for part in _places(data, name)})
        rows = [
            {column.code: str(data.get(f"{name}-{place}-{column.code}", "")).strip() for column in self.field.columns}
            for place in places
            if not data.get(f"{name}-{place}-remove")
        ]
        return text_of([row for row in rows if any(row.values())])


def rows_of(value: Any) -> list[Mapping[str, str]]:
    """The rows of a table's value, kept or as sent; none for what cannot be read."""
    if isinstance(value, str):
        try:
            value = json.loads(value or "[]")
        except ValueError:
            return []
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def text_of(rows: list[dict[str, str]]) -> str:
    """The rows as one text; nothing for none."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def table_text(field: Field, value: Any) -> str:
    """A kept table as the page would send it again untouched."""
    return text_of([{column.code: _cell(row.get(column.code)) for column in field.columns} for row in rows_of(value)])


def _cell(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _places(data: Mapping[str, Any], name: str) -> Iterator[str]:
    for key in data:
        head, _, rest = key.partition(f"{name}-")
        place = rest.partition("-")[0]
        if not head and place.isdigit() and len(place) < 4:
            yield place


class FilesInput(forms.FileInput):
    """Files that were kept, each with a box to let it go, and room for more."""

    allow_multiple_selected = True
    template_name = "filing/files.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The names of what is kept stand above the input."""
        found: dict[str, Any] = super().get_context(name, None, {**(attrs or {}), "multiple": True})
        found["widget"]["kept"] = rows_of(value)
        found["widget"]["kept_text"] = text_of([dict(one) for one in rows_of(value)])
        return found

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> str:
        """What stays and what came, as JSON text; the bytes go to the store of papers."""
        gone = set(data.getlist(f"{name}-remove")) if hasattr(data, "getlist") else set()
        kept = [dict(one) for one in rows_of(data.get(f"{name}-kept", "")) if one.get("sha256") not in gone]
        new = [_stored(file) for file in (files.getlist(name) if hasattr(files, "getlist") else [])]
        return text_of(kept + new)


def _stored(file: "UploadedFile[Any]") -> dict[str, str]:
    """A file in the store; one that cannot be used has no digest, and the kind of field says so."""
    name = file.name or "file"
    if (file.size or 0) > LIMIT_BYTES:
        return {"sha256": "", "name": name}
    try:
        return {"sha256": store(file.read(), name).sha256, "name": name}
    except Rejected:
        return {"sha256": "", "name": name}
