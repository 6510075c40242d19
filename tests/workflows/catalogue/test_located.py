"""YAML is read as its author means it, every value keeps its line, and what attacks a reader is refused at once."""

import time
from decimal import Decimal

import pytest

from workflows.catalogue.faults import PackRefused
from workflows.catalogue.located import dotted, read_yaml


def read(text: str):
    return read_yaml("f.yaml", text.encode())


def refused(content: bytes) -> tuple[int, str]:
    """Line and code of the first fault."""
    with pytest.raises(PackRefused) as caught:
        read_yaml("f.yaml", content)
    return caught.value.faults[0].line, caught.value.faults[0].code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("01", "01"), ("1_000", "1_000"), ("2026-01-02", "2026-01-02"), ("1e3", "1e3"),
        ("true", True), ("false", False), ("null", None), ("75", 75), ("-3", -3), ("0.5", Decimal("0.5")),
        ('"75"', "75"), ("'true'", "true"), ("|\n  a\n", "a\n"), ("0x1F", "0x1F"), (".inf", ".inf"), ("1:30", "1:30"),
    ],
)  # fmt: skip
def test_a_scalar_is_what_it_looks_like(text, value):
    found = read(f"a: {text}").data["a"]
    assert (found, type(found)) == (value, type(value))


def test_every_value_keeps_its_line():
    located = read("a:\n  - x\n  - b: 1\n    c: {d: 2,\n        e: 3}\n")
    assert located.line(("a", 0)) == 2
    assert located.line(("a", 1, "b")) == 3
    assert located.line(("a", 1, "c", "e")) == 5
    assert located.line(("a", 1, "c", "missing")) == 4
    assert located.line(("nowhere",)) == 1


def test_paths_are_written_as_authors_read_them():
    assert dotted(("fields", 3, "label", "en")) == "fields[3].label.en"
    assert dotted((0, "given")) == "[0].given"


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (b"a: 1\nb: 2\na: 3\n", 3, "key"),
        (b"a: [1\nb: 2", 2, "yaml"),
        (b"a: &x 1\nb: *x\n", 2, "alias"),
        (b"? [a]\n: 1\n", 1, "key"),
        (b"a: \xff", 0, "encoding"),
        (b"a: 1\n---\nb: 2\n", 2, "yaml"),
        (b"a: " + b"[" * 100 + b"]" * 100, 1, "too_deep"),
        (b"#" * 1_000_001, 0, "too_large"),
        (b"a: \x00", 0, "yaml"),
        (b"a: !!python/object/apply:os.system [ls]\nb: [", 2, "yaml"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(content, line, code):
    found = refused(content)
    assert found[1] == code
    assert found[0] in (line, line + 1) if code == "yaml" else found[0] == line


def test_a_tag_runs_nothing():
    assert read("a: !!python/object/apply:os.system [ls]").data == {"a": ["ls"]}


def test_a_file_that_attacks_the_reader_is_refused_in_a_second():
    started = time.monotonic()
    refused(b"a: " + b"{a: " * 200_000)
    refused(b"&a [" * 100_000)
    assert time.monotonic() - started < 5


def test_an_empty_file_holds_nothing():
    assert read("").data is None
