"""Papers are asked for by name, are known to the reader, and fill fields that exist."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from workflows.catalogue.faults import Fault
from workflows.catalogue.item import Slot
from workflows.catalogue.lint import Check, Subject

# 在线政务服务若干规定 and 行政许可法 30: a guide names every paper; a catch-all would let a clerk ask for anything.
CATCH_ALL = re.compile(
    r"其他材料|其它材料|其他相关|其它相关|相关材料|等材料|other (documents|materials|papers)", re.IGNORECASE
)


def find(subject: Subject) -> Iterator[Fault]:
    """Catch-alls, unknown materials, and mappings to what does not exist."""
    materials = known_materials()
    for place, slot in enumerate(subject.item.slots):
        path = ("papers", place)
        if CATCH_ALL.search(f"{slot.label.zh} {slot.label.en}"):
            told = "A catch-all lets anything be asked for; name each paper."
            yield subject.fault((*path, "label"), "catch_all", told)
        if slot.material not in materials:
            told = f"`{slot.material}` is no material; there are {', '.join(sorted(materials))}."
            yield subject.fault((*path, "material"), "unknown_material", told)
        for word, mapping in (("prefill", slot.prefill), ("compare", slot.compare)):
            for paper_field, form_field in mapping.items():
                if told := _mismatch(subject, slot, materials, paper_field, form_field):
                    yield subject.fault((*path, word, paper_field), "unknown_field", told)


def known_materials() -> Mapping[str, Any]:
    """The materials that ocr reads, by code."""
    # Not needed to serve a page, and the reader brings its own imports.
    from ocr import api

    return api.materials()


def _mismatch(subject: Subject, slot: Slot, materials: Mapping[str, Any], paper_field: str, form_field: str) -> str:
    material = materials.get(slot.material)
    if material is not None and paper_field not in material.fields:
        return f"A {slot.material} has no `{paper_field}`; it has {', '.join(sorted(material.fields))}."
    return "" if subject.item.field(form_field) else f"The form has no field `{form_field}`."


KIND = Check("papers", find)
