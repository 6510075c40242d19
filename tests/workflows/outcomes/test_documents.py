"""Documents as PDF files, read back with Poppler."""

import io
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader as PdfReader

from tests.workflows.outcomes.samples import GROUNDS, PERMIT, REFUSAL, note, permit, refusal
from workflows.outcomes.documents import Unwritable, check_documents, render

Poppler = Callable[..., str]


def plain(text: str) -> str:
    return "".join(text.split())


def test_rare_characters_and_the_interpunct_come_out_readable(poppler: Poppler) -> None:
    text = poppler("pdftotext", note("<p>${x}</p>", "㐂𠮷𬎆·买买提·吐尔逊"))
    assert "㐂𠮷𬎆·买买提·吐尔逊" in plain(text)


def test_a_name_that_no_font_can_draw_is_told_and_not_printed_with_a_hole() -> None:
    with pytest.raises(Unwritable) as caught:
        note("<p>${x}</p>", "张\U000323b0三")
    assert (caught.value.fault.code, caught.value.fault.name) == ("no_glyph", "\U000323b0")


@pytest.mark.parametrize("typed", ["{{7*7}}", "{% load static %}", "${}", "<script>alert(1)</script>", "&amp;"])
def test_hostile_values_stand_on_the_paper_as_typed(typed: str, poppler: Poppler) -> None:
    assert plain(typed) in plain(poppler("pdftotext", note("<p>${x}</p>", typed)))


def test_head_number_title_date_and_address_of_the_check_are_printed(poppler: Poppler) -> None:
    text = plain(poppler("pdftotext", refusal()))
    for expected in ("云东区市场监督管理局", "云东〔2026〕2号", "不予行政许可决定书", "2026年11月20日", "扫码核验真伪"):
        assert expected in text


def test_the_file_says_its_title_author_and_language_and_is_tagged(poppler: Poppler) -> None:
    info = poppler("pdfinfo", refusal())
    assert "不予行政许可决定书" in info
    assert "云东区市场监督管理局" in info
    assert "Tagged:          yes" in info
    assert PdfReader(io.BytesIO(refusal())).root["/Lang"] == "zh-Hans"
    assert "A4" in info


def test_all_fonts_are_embedded(poppler: Poppler) -> None:
    rows = [line.split() for line in poppler("pdffonts", permit()).splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_a_certificate_is_one_landscape_page_with_its_code(poppler: Poppler) -> None:
    info, text = poppler("pdfinfo", permit()), plain(poppler("pdftotext", permit()))
    assert "841.89 x 595.276" in info
    assert "Pages:           1" in info
    assert "3HJA-SE8S-3YFE" in text
    assert "老张面馆" in text


def test_a_long_letter_numbers_its_pages_and_loses_no_sign(poppler: Poppler) -> None:
    pdf = refusal(reasons="加工间与垃圾收集点相距不足。" * 300, applicant="X" * 400)
    text = plain(poppler("pdftotext", pdf))
    pages = int(poppler("pdfinfo", pdf).split("Pages:")[1].split()[0])
    assert pages > 5
    assert f"共{pages}页" in text
    assert text.count("X") == 400
    assert text.count("圾") == 300


@pytest.mark.parametrize("missing", ["reasons", "bases", "rights"])
@pytest.mark.parametrize("empty", ["", [], None])
def test_no_adverse_paper_without_reasons_law_and_rights(missing: str, empty: object) -> None:
    with pytest.raises(Unwritable) as caught:
        refusal(**{missing: empty})
    assert (caught.value.fault.code, caught.value.fault.name) == ("adverse_without", missing)


def test_a_pack_whose_refusal_forgets_the_rights_is_told_so() -> None:
    faults = check_documents({"decision_refused": REFUSAL.replace("${#rights}<p>${.}</p>${/rights}", "")})
    assert [(fault.kind, fault.code, fault.name) for fault in faults] == [
        ("decision_refused", "adverse_without", "rights")
    ]
    assert check_documents({"decision_refused": REFUSAL, "permit": PERMIT}) == ()


@pytest.mark.parametrize("folder", sorted(Path("workflows/packs").glob("*/documents")), ids=lambda f: f.parent.name)
def test_the_texts_of_every_shipped_pack_are_faultless(folder: Path) -> None:
    texts = {file.stem: file.read_text("utf-8") for file in folder.glob("*.html")}
    assert texts
    assert check_documents(texts) == ()


def test_every_fault_of_a_text_is_named_with_its_kind_and_line() -> None:
    faults = check_documents({"note": "<p>a</p>\n<script>x</script>\n${}"})
    assert [(fault.kind, fault.line, fault.code) for fault in faults] == [("note", 2, "element"), ("note", 3, "syntax")]


def test_a_missing_value_stops_the_document_and_is_named() -> None:
    with pytest.raises(Unwritable) as caught:
        note("<p>\n${applicant}</p>")
    assert (caught.value.fault.line, caught.value.fault.code, caught.value.fault.name) == (2, "missing", "applicant")


def test_a_text_with_a_picture_from_elsewhere_is_not_made() -> None:
    with pytest.raises(Unwritable, match="element 'img'"):
        note('<img src="file:///etc/hostname">')


def test_the_renderer_itself_reads_neither_files_nor_the_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do-not-read-me")
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(3)
        port = server.getsockname()[1]
        listener = threading.Thread(target=lambda: _accept(server, calls))
        listener.start()
        pdf = render(
            f'<html lang="zh"><head><title>a</title><link rel="attachment" href="{secret.as_uri()}">'
            f'<link rel="stylesheet" href="http://127.0.0.1:{port}/a.css"></head>'
            f'<body><img src="http://127.0.0.1:{port}/a.png" alt=""><img src="{secret.as_uri()}" alt=""></body></html>'
        )
        listener.join()
    assert calls == []
    assert pdf.startswith(b"%PDF")
    assert b"EmbeddedFile" not in pdf


def _accept(server: socket.socket, calls: list[object]) -> None:
    try:
        calls.append(server.accept())
    except TimeoutError:
        return


def test_the_same_values_give_the_same_bytes() -> None:
    assert refusal() == refusal()


def test_the_usual_grounds_are_enough(poppler: Poppler) -> None:
    text = plain(poppler("pdftotext", refusal()))
    assert plain(str(GROUNDS["rights"][0])) in text
