"""A vault of its own for each test, and readings that several tests look at."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings


@pytest.fixture
def vault(settings: Settings, tmp_path: Path) -> Path:
    """Empty folders for originals and caches."""
    settings.FILES_DIR = tmp_path / "files"
    settings.VAR_DIR = tmp_path / "var"
    return tmp_path


def picture(kind: str = "PNG", size: tuple[int, int] = (120, 90), mode: str = "RGB", **options: object) -> bytes:
    """The bytes of a plain grey picture."""
    out = BytesIO()
    Image.new(mode, size, 128 if mode in ("L", "I;16") else (128, 128, 128)).save(out, kind, **options)
    return out.getvalue()
