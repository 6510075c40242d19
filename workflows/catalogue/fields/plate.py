"""A number plate of a civil vehicle of the mainland (GA 36)."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width
from workflows.catalogue.item import Field, Label

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# New-energy plates have eight characters: small cars bear their letter first, large ones last.
PATTERN = (
    f"[{PROVINCES}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{{5}}|[A-HJ-NP-Z0-9]{{4}}[挂学警港澳]|"
    "[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])"
)


class Plate(FieldKind):
    """Capital letters, without the dot; I and O do not stand on plates."""

    code = "plate"
    messages: ClassVar[Mapping[str, Label]] = {
        "plate": Label(
            "号牌不正确，请按行驶证填写，如 京A12345。",
            "This is no number plate. Enter it as on the vehicle licence, such as 京A12345.",
        )
    }

    def parse(self, raw: Any, field: Field) -> str:
        typed = re.sub(r"[·•.\-]", "", half_width(raw)).upper()
        if not re.fullmatch(PATTERN, typed):
            raise FieldProblem("plate")
        return typed

    def mask(self, value: Any, field: Field, language: str) -> str:
        return f"{value[:2]}***{value[-2:]}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{PATTERN}$"}


KIND = Plate()
