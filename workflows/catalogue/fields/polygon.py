"""The outline of a piece of land on the map (CGCS2000, degrees)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind
from workflows.catalogue.geometry import CROSSING, OUTSIDE, TOO_FEW, UNREADABLE, area_sqm, coordinate, ring_of
from workflows.catalogue.item import Field, Label

MOST_CORNERS = 1000


class Polygon(FieldKind):
    """Kept as a closed ring of points, the first one again at the end; one corner a line, or GeoJSON.

    Expressions see a context with `corners` and `area_sqm`. A ring that crosses itself is no outline.
    """

    code = "polygon"
    widget = "polygon"
    messages: ClassVar[Mapping[str, Label]] = {
        "point": UNREADABLE,
        "outside": OUTSIDE,
        "too_few_corners": TOO_FEW,
        "crossing": CROSSING,
    }

    def parse(self, raw: Any, field: Field) -> list[list[str]]:
        return [list(point) for point in ring_of(raw, MOST_CORNERS)]

    def value(self, value: Any) -> Mapping[str, Decimal]:
        return {"corners": Decimal(len(value) - 1), "area_sqm": area_sqm(value)}

    def show(self, value: Any, field: Field, language: str) -> str:
        words = Label("{0}个顶点，约{1}平方米", "{0} corners, about {1} m²")
        return words.text(language).format(len(value) - 1, f"{area_sqm(value):,.0f}")

    def mask(self, value: Any, field: Field, language: str) -> str:
        return Label("已填写", "given").text(language)

    def schema(self, field: Field) -> dict[str, Any]:
        point = {"type": "array", "items": {"type": "string", "pattern": coordinate}, "minItems": 2, "maxItems": 2}
        return {"type": "array", "items": point, "minItems": 4, "maxItems": MOST_CORNERS + 1}


KIND = Polygon()
