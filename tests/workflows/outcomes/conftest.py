"""Keys of seals for one test run, and a reader of finished PDFs."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(scope="session")
def kept_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder of keys for all tests: an RSA key takes long to make."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def keys_dir(kept_keys: Path, settings: Settings) -> Path:
    """The shared folder of keys, as the settings name it."""
    settings.KEYS_DIR = kept_keys
    return kept_keys


@pytest.fixture
def new_keys_dir(tmp_path: Path, settings: Settings) -> Path:
    """A folder without any key yet."""
    settings.KEYS_DIR = tmp_path
    return tmp_path


@pytest.fixture
def poppler(tmp_path: Path) -> Callable[..., str]:
    """Runs a program of poppler-utils on a PDF and gives what it prints."""

    def run(program: str, pdf: bytes, *options: str) -> str:
        file = tmp_path / "document.pdf"
        file.write_bytes(pdf)
        last = ["-"] if program == "pdftotext" else []
        return subprocess.run([program, *options, str(file), *last], check=True, capture_output=True, text=True).stdout

    return run
