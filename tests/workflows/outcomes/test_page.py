"""The frame around a document."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from tests.workflows.outcomes.samples import ADDRESS, MARKET
from workflows.law.label import Label
from workflows.outcomes.page import Frame, chinese_date, framed, style

FRAME = Frame("letter", "决定书", MARKET, "云东〔2026〕1号", date(2026, 9, 1), ADDRESS, "3HJASE8S3YFE")


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(frame: Frame) -> list[tuple[str, dict[str, str | None]]]:
    reader = Elements()
    reader.feed(framed("<p>text</p>", frame))
    return reader.found


@pytest.mark.parametrize("hostile", ['"><script>x</script>', "a\nb", "</title><img src=x>", "甲'乙\"丙"])
def test_no_name_number_or_title_changes_the_frame(hostile: str) -> None:
    issuer = replace(MARKET, name=Label(hostile, hostile))
    changed = replace(FRAME, title=hostile, issuer=issuer, number=hostile)
    assert [tag for tag, _ in elements(changed)] == [tag for tag, _ in elements(FRAME)]
    author = next(attrs for tag, attrs in elements(changed) if attrs.get("name") == "author")
    assert author["content"] == " ".join(hostile.split())


def test_the_frame_names_its_language_and_describes_its_picture() -> None:
    found = elements(FRAME)
    assert next(attrs for tag, attrs in found if tag == "html")["lang"] == "zh-Hans"
    picture = next(attrs for tag, attrs in found if tag == "img")
    assert ADDRESS in str(picture["alt"])
    assert str(picture["src"]).startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("layout", ["letter", "certificate"])
def test_a_style_sheet_asks_for_nothing_but_its_own_drawings(layout: str) -> None:
    text = style("letter" if layout == "letter" else "certificate")
    assert text.count("url(") == text.count("url(data:")
    assert "@import" not in text


def test_dates_are_written_without_leading_zeros() -> None:
    assert chinese_date(date(2026, 9, 1)) == "2026年9月1日"
