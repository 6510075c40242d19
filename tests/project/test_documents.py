"""The documents speak of what is there: links, paths, words of the glossary, dependencies, contracts and decisions."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from ops.layout import PROJECT
from ops.measure import CODE, sources
from tests.project.files import DOCUMENTS, name_of, text_of

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TICKED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?:portal|workflows|ocr|ledger|ops|tests|docs)/[\w./-]+")
SECTIONS = ("Context", "Choice", "Price", "How we would notice that it was wrong")
DECISIONS = sorted((PROJECT / "docs/adr").glob("*.md"))


def cells(file: str, column: int, heading: str = "") -> list[str]:
    """The words in backticks in one column of the tables of a document, from a heading to the next."""
    text = (PROJECT / file).read_text()
    if heading:
        text = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [word for row in rows if len(row) > column for word in TICKED.findall(row[column])]


@cache
def vocabulary() -> frozenset[str]:
    """Every word of the code, of the packs and of the material types."""
    texts = [source.text for source in sources(*CODE)]
    texts += [
        text_of(file) for folder in ("workflows/packs", "ocr/materials") for file in (PROJECT / folder).rglob("*.yaml")
    ]
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


@pytest.mark.parametrize("file", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(file: Path) -> None:
    targets = [target for target in LINK.findall(file.read_text()) if "://" not in target]
    assert [target for target in targets if not (file.parent / target).exists()] == []


@pytest.mark.parametrize("file", DOCUMENTS, ids=name_of)
def test_every_path_that_is_named_exists(file: Path) -> None:
    named = [word for word in TICKED.findall(file.read_text()) if PATH.fullmatch(word)]
    made = ("portal/static/dist",)
    assert [word for word in named if not (PROJECT / word).exists() and not word.startswith(made)] == []


def test_every_word_of_the_glossary_is_used_in_the_code() -> None:
    words = cells("docs/glossary.md", 2)
    assert len(words) > 60
    assert [word for word in words if word.rsplit(".", 1)[-1] not in vocabulary()] == []


def test_no_word_stands_twice_in_the_glossary() -> None:
    words = cells("docs/glossary.md", 2)
    assert sorted({word for word in words if words.count(word) > 1}) == []


def asked(file: str) -> set[str]:
    """The package names in a requirements file or a list of Debian packages."""
    lines = [line.split(";")[0].split("#")[0].strip() for line in (PROJECT / file).read_text().splitlines()]
    return {re.split(r"[<>=\[ ]", line)[0] for line in lines if line and not line.startswith("-")}


def of_npm() -> set[str]:
    """The package names in package.json."""
    package = json.loads((PROJECT / "package.json").read_text())
    return {*package["dependencies"], *package["devDependencies"]}


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Python, running", asked("requirements.in")),
        ("Python, checking", asked("requirements-dev.in") | asked("requirements-uv.in")),
        ("Left out on purpose", asked("requirements-overrides.txt")),
        ("Node", of_npm()),
        ("Debian, running", asked("ops/packages-run.txt")),
        ("Debian, checking", asked("ops/packages-test.txt")),
    ],
)
def test_every_dependency_has_its_reason_and_every_reason_its_dependency(heading: str, names: set[str]) -> None:
    assert set(cells("docs/dependencies.md", 0, heading)) == names


def test_every_import_contract_is_explained() -> None:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in contracts} == set(cells("docs/architecture.md", 0, "Contracts"))


@pytest.mark.parametrize("file", DECISIONS, ids=name_of)
def test_a_decision_says_context_choice_price_and_how_it_would_be_found_wrong(file: Path) -> None:
    headings = re.findall(r"^## (.+)$", file.read_text(), re.MULTILINE)
    assert tuple(headings) == SECTIONS
    assert len(file.read_text().splitlines()) <= 40


def test_every_decision_is_listed_and_numbered_in_order() -> None:
    listed = re.findall(r"adr/(\d{4}-[\w-]+\.md)", (PROJECT / "docs/architecture.md").read_text())
    assert sorted(set(listed)) == [file.name for file in DECISIONS]
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_english_and_the_chinese_of_the_readme_name_the_same_commands() -> None:
    english, chinese = (PROJECT / "README.md").read_text().split("\n## 中文说明\n")
    for command in ("make run", "make test", "apt-get install -y make git ca-certificates"):
        assert command in english
        assert command in chinese


def test_every_name_of_the_environment_is_explained() -> None:
    names = re.compile(r"\"(ONEDOOR_[A-Z_]+|DATABASE_URL|CELERY_BROKER_URL)\"")
    read = {name for source in sources(*CODE) for name in names.findall(source.text)}
    told = "".join((PROJECT / "docs" / file).read_text() for file in ("operations.md", "settings.md"))
    # How the supervisor knows its own processes; nobody sets it.
    assert sorted(name for name in read - {"ONEDOOR_STARTED_FOR"} if f"`{name}`" not in told) == []


def test_pictures_are_few_and_small_and_each_is_shown() -> None:
    pictures = sorted((PROJECT / "docs/images").glob("*.png"))
    assert len(pictures) <= 6
    assert [name_of(file) for file in pictures if file.stat().st_size > 150_000] == []
    shown = "".join(file.read_text() for file in DOCUMENTS)
    assert [name_of(file) for file in pictures if f"images/{file.name})" not in shown] == []


def test_every_test_that_is_named_exists() -> None:
    tests = sources("tests")
    there = {node.name for source in tests for node in source.functions} | {source.path.stem for source in tests}
    ticked = [
        word for file in DOCUMENTS for word in TICKED.findall(file.read_text()) if "…" not in word and "/" not in word
    ]
    named = {part for word in ticked for part in word.split(".") if re.fullmatch(r"test_\w+", part)}
    assert len(named) > 20
    assert sorted(named - there - {"test_a_case_past_its_promised_deadline_shows_red"}) == []
