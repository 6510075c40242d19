"""Every material type in the folder keeps the rules; a bad one stops the start and says why."""

from copy import deepcopy
from typing import Any

import pytest

from ocr.catalogue import materials
from ocr.templates import BadTemplate, parse_template, templates, templates_version

GOOD: dict[str, Any] = {
    "code": "slip",
    "label": {"zh": "收据", "en": "Slip"},
    "titles": {"收据": 2},
    "fields": {"paid": {"label": {"zh": "金额", "en": "Sum"}, "type": "money", "aliases": ["金 额："]}},
}


@pytest.mark.parametrize("code", templates())
def test_each_field_can_be_found_by_label_or_pattern(code: str) -> None:
    assert all(field.aliases or field.patterns for field in templates()[code].fields.values())


@pytest.mark.parametrize("code", templates())
def test_each_title_is_enough_only_together_with_something_else(code: str) -> None:
    template = templates()[code]
    assert max(weight for _, weight in template.titles) < template.enough


def test_labels_are_compared_without_spaces_and_colons() -> None:
    assert parse_template(GOOD, "slip.yaml").fields["paid"].aliases == ("金额",)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("fields", "paid", "type"), "cash", "is not one of"),
        (("fields", "paid", "patterns"), ["([0-9]+"], "patterns"),
        (("fields", "paid", "patterns"), ["[0-9]+"], r"\?P<v>"),
        (("colour",), "red", "Additional properties"),
        (("code",), "Slip 1", "does not match"),
        (("cross",), [{"check": "date_order", "fields": ["paid", "born"]}], "no field born"),
    ],
)
def test_a_bad_template_says_where_and_what(path: tuple[str, ...], value: Any, fault: str) -> None:
    data = deepcopy(GOOD)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(BadTemplate, match=f"slip.yaml: .*{fault}"):
        parse_template(data, "slip.yaml")


def test_the_version_is_twelve_characters() -> None:
    assert len(templates_version()) == 12


def test_a_family_is_a_material_with_the_fields_of_its_members() -> None:
    card = materials()["resident_id"]
    assert card.members == ("resident_id_back", "resident_id_front")
    assert {"name", "id_number", "valid_to"} <= set(card.fields)
    assert card.fields["id_number"].sensitive
