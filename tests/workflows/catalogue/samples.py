"""A whole pack to change one thing in, and single fields to try."""

from pathlib import Path
from typing import Any

from workflows.catalogue.checks import check
from workflows.catalogue.item import Field, Option
from workflows.catalogue.pack import Pack, read_pack
from workflows.law.label import Label

FOLDER = Path(__file__).resolve().parents[3] / "workflows" / "packs" / "food_permit"
SHIPPED = read_pack(FOLDER)
SERVICE, PROCESS = "service.yaml", "process.bpmn"


def changed(file: str, old: str, new: str, times: int = 1) -> Pack:
    """The shipped pack with one text replaced; the text must be there."""
    text = SHIPPED.files[file].decode()
    assert old in text, old
    return Pack({**SHIPPED.files, file: text.replace(old, new, times).encode()})


def faults(pack: Pack) -> set[tuple[str, str, str]]:
    """File, path and code of everything that is wrong with a pack."""
    return {(fault.file, fault.path, fault.code) for fault in check(pack)}


def line_of(pack: Pack, file: str, text: str) -> int:
    """The number of the first line that holds `text`."""
    lines = pack.files[file].decode().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def a_field(type: str, **more: Any) -> Field:
    """A field of a type, with three options where it takes some."""
    options = tuple(
        Option(code, Label(zh, code.title())) for code, zh in (("hot", "热"), ("cold", "冷"), ("raw", "生"))
    )
    usual: dict[str, Any] = {"options": options} if type in ("select", "multiselect") else {}
    if type == "table":
        who = Field("who", "name", Label("姓名", "Name"), "", required=True, sensitive=True)
        usual["columns"] = (who, Field("pay", "money", Label("月收入", "Monthly income"), "", sensitive=True))
    return Field("f", type, Label("字段", "Field"), "g", **{**usual, **more})
