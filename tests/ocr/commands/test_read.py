"""The commands that draw and read papers."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.ocr.drawn import drawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


def test_a_reading_is_printed_as_one_json_object_a_file(tmp_path: Path) -> None:
    path, out = tmp_path / "card.jpg", StringIO()
    path.write_bytes(drawn("resident_id_back").data)
    call_command("read", str(path), "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["papers"][0]["material"] == "resident_id_back"
    assert set(answer) == {"file", "papers", "engine", "warnings"}


def test_a_refused_file_says_why_and_the_command_ends_with_three(tmp_path: Path) -> None:
    path, out = tmp_path / "bad.pdf", StringIO()
    path.write_bytes(b"")
    with pytest.raises(SystemExit, match="3"):
        call_command("read", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue())["warnings"][0]["code"] == "empty"


def test_samples_are_drawn_with_their_truth(tmp_path: Path) -> None:
    call_command("draw_samples", str(tmp_path), "--material", "lease_contract", stdout=StringIO())
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert set(truth) == {"lease_contract-scan-1.jpg", "lease_contract-phone-1.jpg", "lease_contract-pdf-1.pdf"}
    assert all((tmp_path / name).stat().st_size for name in truth)


def test_the_measure_prints_a_table() -> None:
    out = StringIO()
    call_command("measure_ocr", "--engine", "rapid", "--material", "resident_id_back", "-n", "1", stdout=out)
    assert "resident_id_back/phone" in out.getvalue()
    assert "all/scan" in out.getvalue()
