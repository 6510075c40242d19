"""A pack is its files and nothing else: the same files are the same bytes, and foreign files are refused."""

import io
import os
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.catalogue.samples import FOLDER, SHIPPED
from workflows.catalogue.faults import PackRefused
from workflows.catalogue.pack import Pack, read_pack


def tar(*entries: tuple[tarfile.TarInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for entry, data in entries:
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return target.getvalue()


def codes(source: bytes) -> set[tuple[str, str]]:
    """File and code of what keeps an archive from being read."""
    with pytest.raises(PackRefused) as refused:
        read_pack(source)
    return {(fault.file, fault.code) for fault in refused.value.faults}


def test_folder_and_archive_are_the_same_pack():
    assert read_pack(SHIPPED.archive) == SHIPPED
    assert read_pack(SHIPPED.archive).sha256 == SHIPPED.sha256


@given(st.permutations(sorted(SHIPPED.files)))
def test_the_digest_does_not_depend_on_the_order_of_files(order):
    assert Pack({path: SHIPPED.files[path] for path in order}).sha256 == SHIPPED.sha256


def test_the_digest_does_not_depend_on_times_and_modes(tmp_path):
    for path, data in SHIPPED.files.items():
        copy = tmp_path / path
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(data)
        os.utime(copy, (1, 1))
        copy.chmod(0o600)
    assert read_pack(tmp_path).sha256 == SHIPPED.sha256


@pytest.mark.parametrize("path", sorted(SHIPPED.files))
def test_one_byte_more_is_another_pack(path):
    assert Pack({**SHIPPED.files, path: SHIPPED.files[path] + b" "}).sha256 != SHIPPED.sha256


@pytest.mark.parametrize(
    "path", ["../escape.yaml", "/etc/passwd", "service.py", "documents/x.svg", "documents/deep/x.html", "notes.txt"]
)
def test_a_file_that_no_pack_has_is_refused_by_its_name(path):
    entries = [(tarfile.TarInfo(name), data) for name, data in SHIPPED.files.items()]
    assert (path, "unknown_file") in codes(tar(*entries, (tarfile.TarInfo(path), b"x")))


def test_a_link_in_an_archive_is_not_followed():
    link = tarfile.TarInfo("service.yaml")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    assert ("service.yaml", "missing_file") in codes(tar((link, b"")))


def test_a_pack_without_its_two_main_files_is_refused(tmp_path):
    with pytest.raises(PackRefused) as refused:
        read_pack(tmp_path)
    assert {fault.file for fault in refused.value.faults} == {"service.yaml", "process.bpmn"}


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04zip", b"\x1f\x8b\x08gzip", bytes(range(256)) * 8], ids=["nothing", "zip", "gzip", "noise"]
)
def test_what_is_no_archive_is_refused(data):
    assert codes(data) & {("", "archive"), ("service.yaml", "missing_file")}


def test_too_large_a_file_is_refused():
    assert codes(tar((tarfile.TarInfo("service.yaml"), bytes(8_000_001)))) == {("service.yaml", "too_large")}


def test_too_many_files_are_refused():
    entries = [(tarfile.TarInfo(f"documents/a{n}.html"), b"") for n in range(200)]
    assert {code for _, code in codes(tar(*entries))} == {"too_large"}


def test_a_file_that_comes_twice_is_refused():
    twice = [(tarfile.TarInfo("service.yaml"), data) for data in (b"a: 1", b"a: 2")]
    assert codes(tar(*twice)) == {("service.yaml", "twice")}


def test_the_shipped_folder_is_read_as_it_stands():
    assert {"service.yaml", "process.bpmn", "scenarios.yaml"} <= set(SHIPPED.files)
    own = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("documents/*.html")}
    assert own.items() <= SHIPPED.documents.items()


def test_the_texts_of_the_named_set_are_put_in_and_those_of_the_pack_go_before():
    licence = {path.stem for path in (FOLDER.parent / "_texts" / "licence").glob("*.html")}
    assert licence <= SHIPPED.documents.keys()
    assert "食品经营许可证" in SHIPPED.documents["certificate"]


def test_an_archive_holds_its_texts_and_asks_no_folder_for_them():
    assert read_pack(SHIPPED.archive).documents == SHIPPED.documents


def test_a_set_of_texts_that_is_not_there_is_told_with_its_line(tmp_path):
    (tmp_path / "process.bpmn").write_bytes(b"")
    (tmp_path / "service.yaml").write_bytes(b"code: x\ntexts: poems\n")
    with pytest.raises(PackRefused) as refused:
        read_pack(tmp_path)
    assert [(fault.line, fault.code) for fault in refused.value.faults] == [(2, "unknown_texts")]
    assert "licence" in str(refused.value)
