"""A place on the map (CGCS2000, degrees)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind
from workflows.catalogue.geometry import OUTSIDE, UNREADABLE, coordinate, point_of
from workflows.catalogue.item import Field, Label


class Point(FieldKind):
    """Kept as [longitude, latitude] in decimal texts of seven places at most; GeoJSON and `120.1, 30.2` are read.

    Expressions see a context with `lon` and `lat`.
    """

    code = "point"
    widget = "point"
    messages: ClassVar[Mapping[str, Label]] = {"point": UNREADABLE, "outside": OUTSIDE}

    def parse(self, raw: Any, field: Field) -> list[str]:
        return list(point_of(raw))

    def value(self, value: Any) -> Mapping[str, Decimal]:
        return {"lon": Decimal(value[0]), "lat": Decimal(value[1])}

    def show(self, value: Any, field: Field, language: str) -> str:
        words = Label("东经{0}° 北纬{1}°", "{1}° N, {0}° E")
        return words.text(language).format(*value)

    def mask(self, value: Any, field: Field, language: str) -> str:
        """To a hundredth of a degree, about a kilometre."""
        return self.show([f"{Decimal(one):.2f}…" for one in value], field, language)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "pattern": coordinate}, "minItems": 2, "maxItems": 2}


KIND = Point()
