"""The photographed papers of the story: fictional people, area code 99xxxx, valid check digits."""

from ocr.api import Sample, draw_sample

Papers = dict[str, tuple[str, dict[str, str]]]
"""Slot -> material and what the paper says."""


def papers_of(name: str, id_number: str, shop: tuple[str, str], landlord: str, address: str) -> Papers:
    """The three papers of somebody who opens a shop (its name and credit code)."""
    lease = {"landlord": landlord, "tenant": name, "address": address, "area_sqm": "86.5"}
    licence = {"name": shop[0], "uscc": shop[1], "address": address, "legal_rep": name}
    return {
        "id_card": ("resident_id_front", {"name": name, "id_number": id_number}),
        "licence": ("business_licence", licence),
        "lease": ("lease_contract", lease | {"starts_on": "2026-09-01", "ends_on": "2029-08-31"}),
    }


PHOTOS: dict[str, Papers] = {
    "luo": papers_of(
        "罗建业",
        "990103197601232153",
        ("云东区老罗面馆", "92990102MA0000001A"),
        "林晓岚",
        "云州市云东区望江街道滨江路18号1层102室",
    ),
    "lin": papers_of(
        "林晓岚",
        "990102198803150242",
        ("云东区小岚茶饮店", "92990102MA0000002D"),
        "罗建业",
        "云州市云东区望江街道滨江路20号1层101室",
    ),
}
TYPED: dict[str, str | list[str]] = {
    "operator_mobile": "13800138001",
    "scope": ["hot", "cold"],
    "seats": "32",
    "food_manager": "唐若溪",
    "food_manager_id": "990102199908172469",
}
"""What no paper says."""


def photo(applicant: str, slot: str, quality: str = "phone", seed: int = 7) -> Sample:
    """The paper of a slot as a phone takes it, or scanned."""
    material, values = PHOTOS[applicant][slot]
    return draw_sample(material, values, "scan" if quality == "scan" else "phone", seed)
