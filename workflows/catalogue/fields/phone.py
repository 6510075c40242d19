"""A telephone number, mobile or landline: older people may have no mobile, and no benefit may ask for one."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from ocr.api import Unfit, mobile
from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width
from workflows.catalogue.item import Field, Label

# Area codes have three or four digits with the leading 0; short service numbers such as 12345 stand alone.
LANDLINE = re.compile(r"(?:\+?86)?(0\d{2,3})[-)]?([1-9]\d{6,7})(?:[-转*](\d{1,6}))?")
SHORT = re.compile(r"1\d{4}|[29]\d{4}")


class Phone(FieldKind):
    """A mobile number as eleven digits, a landline as 010-12345678, with -123 for an extension."""

    code = "phone"
    widget = "tel"
    messages: ClassVar[Mapping[str, Label]] = {
        "phone": Label(
            "请填写手机号或者带区号的固定电话，如 0999-1234500。",
            "Enter a mobile number, or a landline with its area code, such as 0999-1234500.",
        )
    }

    def parse(self, raw: Any, field: Field) -> str:
        typed = re.sub(r"[（(]", "", half_width(raw)).replace("—", "-").replace("－", "-")
        try:
            return mobile(typed)
        except Unfit as error:
            if found := LANDLINE.fullmatch(typed.removeprefix("+86").replace("--", "-")):
                area, number, extension = found.groups()
                return f"{area}-{number}" + (f"-{extension}" if extension else "")
            if SHORT.fullmatch(typed):
                return typed
            raise FieldProblem("phone") from error

    def mask(self, value: Any, field: Field, language: str) -> str:
        return f"{value[:3]}****{value[-4:]}" if len(value) > 7 else "*****"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^(1[3-9][0-9]{9}|0[0-9]{2,3}-[1-9][0-9]{6,7}(-[0-9]{1,6})?|[0-9]{5})$"}


KIND = Phone()
