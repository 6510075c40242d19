"""The material types as others see them: names and fields, of single types and of families such as `resident_id`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ocr.templates import Label, templates

_FAMILIES = {"resident_id": Label("居民身份证", "Resident ID card")}


@dataclass(frozen=True)
class MaterialField:
    """A field that a paper of the material may give."""

    label: Label
    type: str
    sensitive: bool


@dataclass(frozen=True)
class Material:
    """A kind of paper that a slot may ask for; of a family any member satisfies the slot."""

    code: str
    label: Label
    fields: Mapping[str, MaterialField]
    members: tuple[str, ...]
    ends: str = ""  # the field with the last day on which such a paper holds, of a single type that has one


@cache
def materials() -> Mapping[str, Material]:
    """Every material type and family by its code."""
    members: dict[str, list[str]] = {}
    out: dict[str, Material] = {}
    for code, template in templates().items():
        fields = {name: MaterialField(each.label, each.type, each.sensitive) for name, each in template.fields.items()}
        out[code] = Material(code, template.label, MappingProxyType(fields), (code,), template.ends)
        if template.family != code:
            members.setdefault(template.family, []).append(code)
    for family, codes in members.items():
        together = {name: each for code in codes for name, each in out[code].fields.items()}
        label = _FAMILIES.get(family, out[codes[0]].label)
        out[family] = Material(family, label, MappingProxyType(together), tuple(codes))
    return MappingProxyType(out)
