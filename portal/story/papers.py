"""The photographed papers of the story: fictional people, area code 99xxxx, valid check digits."""

from ocr.api import Sample, draw_sample

NAME = "罗建业"
ADDRESS = "云州市云东区望江街道滨江路18号1层102室"
PHOTOS: dict[str, tuple[str, dict[str, str]]] = {
    "id_card": ("resident_id_front", {"name": NAME, "id_number": "990103197601232153"}),
    "licence": (
        "business_licence",
        {"name": "云东区老罗面馆", "uscc": "92990102MA0000001A", "address": ADDRESS, "legal_rep": NAME},
    ),
    "lease": (
        "lease_contract",
        {
            "landlord": "林晓岚",
            "tenant": NAME,
            "address": ADDRESS,
            "starts_on": "2026-09-01",
            "ends_on": "2029-08-31",
            "area_sqm": "86.5",
        },
    ),
}
TYPED: dict[str, str | list[str]] = {
    "scope": ["hot", "cold"],
    "seats": "32",
    "food_manager": "唐若溪",
    "food_manager_id": "990102199908172469",
}
"""What no paper says."""


def photo(slot: str, quality: str = "phone", seed: int = 7) -> Sample:
    """The paper of a slot as a phone takes it, or scanned."""
    material, values = PHOTOS[slot]
    return draw_sample(material, values, "scan" if quality == "scan" else "phone", seed)
