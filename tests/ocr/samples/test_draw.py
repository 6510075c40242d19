"""Sample papers: repeatable, with a truth that holds."""

from io import BytesIO
from itertools import product

import pytest
from PIL import Image

from ocr.catalogue import materials
from ocr.pages.geometry import bounds
from ocr.samples.draw import Quality, digital_materials, draw_sample, sample_materials
from ocr.templates import templates
from ocr.validators import parse_end, resident_id, uscc
from tests.ocr.drawn import drawn

QUALITIES: tuple[Quality, ...] = ("scan", "phone")


def test_the_same_seed_draws_the_same_bytes() -> None:
    assert (
        draw_sample("resident_id_front", {}, "phone", 7).data == draw_sample("resident_id_front", {}, "phone", 7).data
    )


def test_another_seed_draws_another_person() -> None:
    one, two = (draw_sample("resident_id_back", {}, "scan", seed).truth for seed in (1, 2))
    assert one.values != two.values


@pytest.mark.parametrize(("material", "quality"), list(product(sample_materials(), QUALITIES)))
def test_every_value_stands_inside_the_picture(material: str, quality: Quality) -> None:
    sample = drawn(material, quality)
    with Image.open(BytesIO(sample.data)) as image:
        width, height = image.size
    for quad in sample.truth.quads.values():
        left, top, right, bottom = bounds(quad)
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


@pytest.mark.parametrize("material", sample_materials())
def test_a_sample_says_what_its_template_asks_for(material: str) -> None:
    truth = drawn(material).truth.values
    sides = [templates()[code].fields for code in materials()[material].members]
    needed = {code for side in sides for code, field in side.items() if not field.optional}
    any_label = any(templates()[code].pairs for code in materials()[material].members)
    assert needed <= set(truth)
    assert any_label or set(truth) <= set(materials()[material].fields)


@pytest.mark.parametrize("seed", range(61, 64))
def test_made_up_numbers_check_and_lie_in_the_fictional_area(seed: int) -> None:
    card = drawn("resident_id_front", "scan", seed).truth.values
    licence = drawn("business_licence", "scan", seed).truth.values
    assert resident_id(card["id_number"]).born_on.isoformat() == card["born_on"]
    assert card["id_number"].startswith("99")
    assert uscc(licence["uscc"])[2:4] == "99"


def test_given_values_are_drawn() -> None:
    assert draw_sample("resident_id_front", {"name": "张三"}, "scan", 1).truth.values["name"] == "张三"


def test_a_lease_can_be_born_digital() -> None:
    assert "lease_contract" in digital_materials()
    assert drawn("lease_contract", "pdf").data.startswith(b"%PDF-")


def test_a_paper_that_nobody_can_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="No sample paper"):
        draw_sample("passport")


def test_a_lease_ends_after_it_starts() -> None:
    truth = drawn("lease_contract").truth.values
    ends_on, starts_on = parse_end(truth["ends_on"]), parse_end(truth["starts_on"])
    assert ends_on is not None
    assert starts_on is not None
    assert starts_on < ends_on
