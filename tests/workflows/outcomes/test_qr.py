"""QR codes of our own addresses."""

import base64
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest

from workflows.outcomes import qr

ADDRESS = "https://onedoor.example/verify/3HJA-SE8S-3YFE"


def test_a_reader_finds_the_address_in_the_picture() -> None:
    pixels = cv2.imdecode(np.frombuffer(qr.png(ADDRESS), np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    assert cv2.QRCodeDetector().detectAndDecode(pixels)[0] == ADDRESS


def test_the_svg_has_the_size_asked_for_and_nothing_active() -> None:
    tree = ElementTree.fromstring(qr.svg(ADDRESS, 200))  # noqa: S314 - our own bytes
    assert (tree.get("width"), tree.get("height")) == ("200", "200")
    assert {element.tag.rsplit("}")[-1] for element in tree.iter()} == {"svg", "path"}


def test_the_same_address_gives_the_same_bytes() -> None:
    assert qr.svg(ADDRESS) == qr.svg(ADDRESS)
    assert qr.png(ADDRESS) == qr.png(ADDRESS)
    assert base64.b64decode(qr.svg_uri(ADDRESS).split(",")[1]).decode() == qr.svg(ADDRESS)


def test_an_absurd_size_is_refused() -> None:
    with pytest.raises(ValueError, match="size_px"):
        qr.svg(ADDRESS, 100_000)
