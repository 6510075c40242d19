"""Laws are cited as papers print them, in both languages; what has no English form stays and is marked."""

import pytest
from django.utils.translation import override

from portal.citing import cite, cite_basis
from workflows.api import Label

LAW = Label("中华人民共和国食品安全法", "Food Safety Law")


@pytest.mark.parametrize(
    ("article", "zh", "en"),
    [
        ("33", "《中华人民共和国食品安全法》第33条", "Food Safety Law, Article 33"),
        ("33, 35", "《中华人民共和国食品安全法》第33、35条", "Food Safety Law, Articles 33 and 35"),
        (
            "32(1)(4), 42",
            "《中华人民共和国食品安全法》第32条第1款第4项、第42条",
            "Food Safety Law, Articles 32(1)(4) and 42",
        ),
        ("时限条款", "《中华人民共和国食品安全法》时限条款", "Food Safety Law"),
    ],
)
def test_a_law_is_cited_with_its_articles(article: str, zh: str, en: str) -> None:
    with override("zh-hans"):
        assert cite(LAW, article) == zh
    with override("en"):
        assert cite(LAW, article) == en


@pytest.mark.parametrize(
    ("basis", "zh", "en"),
    [
        ("行政许可法 44", "《行政许可法》第44条", "Administrative Licensing Law, Article 44"),
        ("某市办法 12", "《某市办法》第12条", '<span lang="zh-Hans">某市办法</span>, Article 12'),
        ("总局令第78号", "总局令第78号", '<span lang="zh-Hans">总局令第78号</span>'),
        ("<b> 1", "《<b>》第1条", '<span lang="zh-Hans">&lt;b&gt;</span>, Article 1'),
    ],
)
def test_a_basis_is_cited_in_the_readers_language(basis: str, zh: str, en: str) -> None:
    with override("zh-hans"):
        assert cite_basis(basis) == zh
    with override("en"):
        assert cite_basis(basis) == en
