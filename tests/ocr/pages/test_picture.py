"""Pages for people: upright, without metadata, cut where asked."""

from io import BytesIO

import pytest
from PIL import Image

from ocr.intake.store import store
from ocr.intake.vault import derived, original
from ocr.pages.geometry import box
from ocr.pages.picture import crop, load, page_image
from tests.ocr.conftest import picture
from tests.ocr.hostile import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_photo_that_was_taken_sideways_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = store(picture("JPEG", (200, 100), exif=exif.tobytes()), "a.jpg")
    assert load(sideways.sha256, 1).pixels.shape == (200, 100, 3)


def test_a_derived_picture_carries_no_metadata() -> None:
    exif = Image.Exif()
    exif[0x010F] = "maker of the phone"
    data, media_type = page_image(store(picture("JPEG", (200, 100), exif=exif.tobytes()), "a.jpg").sha256, 1, 150)
    assert media_type == "image/jpeg"
    assert opened(data).size == (150, 75)
    assert not opened(data).getexif()
    assert b"maker" not in data


def test_pixels_behind_transparency_are_paper() -> None:
    out = BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(out, "PNG")
    assert load(store(out.getvalue(), "").sha256, 1).pixels.min() > 250


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "1", "P", "I;16"])
def test_every_colour_mode_is_shown(mode: str) -> None:
    out = BytesIO()
    Image.new("L", (100, 100), 200).convert(mode if mode != "I;16" else "L").save(out, "TIFF")
    assert load(store(out.getvalue(), "").sha256, 1).pixels.shape == (100, 100, 3)


def test_a_cache_that_was_emptied_is_filled_again() -> None:
    digest = store(pdf(2), "").sha256
    first = page_image(digest, 2, 300)
    for path in derived(digest).iterdir():
        path.unlink()
    derived(digest).rmdir()
    assert page_image(digest, 2, 300) == first
    assert original(digest).exists()


def test_a_page_that_is_not_there_is_looked_for_in_vain() -> None:
    with pytest.raises(LookupError):
        page_image(store(picture(), "").sha256, 2, 300)


def test_a_crop_is_the_quad_with_a_margin() -> None:
    digest = store(picture("PNG", (400, 200)), "").sha256
    assert opened(crop(digest, 1, box(0.25, 0.25, 0.75, 0.75), margin=0.1)).size == (220, 120)
