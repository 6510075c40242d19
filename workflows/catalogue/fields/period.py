"""A span of days such as a lease or the validity of a card; it may be open at its end."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from ocr.api import LONG_TERM, Unfit, parse_end, parse_period
from workflows.catalogue.field_kind import FieldKind, FieldProblem, text
from workflows.catalogue.item import Field, Label
from workflows.law.dates import long_date


class Span(FieldKind):
    """Kept as `2016-03-01/2036-03-01` (ISO 8601) or `2016-03-01/long_term`.

    Expressions see `<code>_from` and `<code>_to`, the last day of the calendar where it is open.
    """

    code = "period"
    messages: ClassVar[Mapping[str, Label]] = {
        "period": Label(
            "请填写起止日期，如 2016.03.01-2036.03.01 或者 2016.03.01-长期。",
            "Enter first and last day, such as 2016.03.01-2036.03.01 or 2016.03.01-长期.",
        )
    }

    def parse(self, raw: Any, field: Field) -> str:
        typed = text(raw)
        try:
            if "/" in typed and typed.count("/") == 1:
                first, _, last = typed.partition("/")
                typed = f"{first}至{'长期' if last == LONG_TERM else last}"
            found = parse_period(typed)
        except Unfit as error:
            raise FieldProblem(error.code if error.code == "date_order" else "period") from error
        return f"{found.starts_on.isoformat()}/{found.ends_on.isoformat() if found.ends_on else LONG_TERM}"

    def scope(self, code: str, value: Any) -> Mapping[str, Any]:
        first, _, last = value.partition("/") if value else ("", "", "")
        return {
            f"{code}_from": date.fromisoformat(first) if first else None,
            f"{code}_to": (parse_end("长期" if last == LONG_TERM else last) or date.max) if last else None,
        }

    def show(self, value: Any, field: Field, language: str) -> str:
        first, _, last = value.partition("/")
        open_end = Label("长期", "without end").text(language)
        end = open_end if last == LONG_TERM else long_date(date.fromisoformat(last), language)
        return f"{long_date(date.fromisoformat(first), language)}{' – ' if language.startswith('en') else '至'}{end}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}/([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{LONG_TERM})$",
        }


KIND = Span()
