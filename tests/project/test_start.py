"""A start loads only what pages need: a process that never signs, reads or anchors does not pay for it."""

import subprocess
import sys

import pytest

PROGRAM = (
    "import os, sys, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'portal.settings'); django.setup();"
    "import portal.urls; print(*(name for name in sys.modules if '.' not in name))"
)
HEAVY = ("web3", "pyhanko", "weasyprint", "openvino", "cv2", "rapidocr", "onnxruntime", "pypdfium2", "vyper")


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


@pytest.mark.parametrize("package", HEAVY)
def test_the_portal_starts_without(package: str, loaded: set[str]) -> None:
    assert "portal" in loaded
    assert package not in loaded
