"""Which engine reads: by setting, by probe; and what importing them leaves behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as live
from pytest_django import Settings

from ocr.engines import choice, rapid, tesseract
from ocr.engines.contract import EngineDown


@pytest.fixture(autouse=True)
def _fresh_probe() -> None:
    choice.probe.cache_clear()
    tesseract._probe.cache_clear()


def test_the_better_engine_is_chosen_where_both_work(settings: Settings) -> None:
    settings.OCR_ENGINE = "auto"
    assert choice.chosen().code == "rapid"


def test_the_setting_holds_over_the_order(settings: Settings) -> None:
    settings.OCR_ENGINE = "tesseract"
    assert choice.chosen().code == "tesseract"


def test_the_next_engine_reads_where_the_first_is_broken(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.OCR_ENGINE = "auto"
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    rapid._reader.cache_clear()
    assert choice.chosen().code == "tesseract"


def test_a_machine_without_any_engine_is_told_what_each_lacks(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OCR_ENGINE = "auto"
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    rapid._reader.cache_clear()
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(EngineDown, match=r"rapid: .*tesseract: .*not there"):
        choice.chosen()


def test_health_names_a_version_or_a_reason() -> None:
    assert set(choice.engine_health()) == {"pdftext", "rapid", "tesseract"}
    assert not any(state.startswith("down") for state in choice.engine_health().values())


SEARCH_PATH = f"{live.BASE_DIR}:{os.environ.get('PYTHONPATH', '')}"
READS = """
import numpy as np, ocr.engines.choice as choice
from ocr.pages.picture import PageImage
from ocr.pages.upright import turned_by
page = np.full((300, 400, 3), 255, np.uint8)
for code in ("rapid", "tesseract"):
    choice.engines()[code].read(PageImage(page))
turned_by(page)
"""


def test_engines_write_nothing_at_home(tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    environment = os.environ | {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": SEARCH_PATH}
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        environment.pop(name, None)
    command = [sys.executable, "-c", f"import django; django.setup()\n{READS}"]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True, timeout=120)
    assert list(home.rglob("*")) == []
    assert list(temporary.rglob("*")) == []


def test_nothing_heavy_is_imported_before_a_paper_is_read() -> None:
    heavy = ("cv2", "openvino", "rapidocr", "pytesseract", "pypdfium2", "onnxruntime")
    code = f"import django, sys; django.setup(); import ocr.api; print([m for m in {heavy} if m in sys.modules])"
    environment = os.environ | {"PYTHONPATH": SEARCH_PATH}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
