"""Citations of laws as pages print them: 《食品安全法》第33、35条, or Food Safety Law, Articles 33 and 35."""

import re

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy

from workflows.api import Label

COUNTRY = "中华人民共和国"
LAWS: dict[str, Promise | str] = {
    "行政许可法": gettext_lazy("Administrative Licensing Law"),
    "行政复议法": gettext_lazy("Administrative Reconsideration Law"),
    "行政诉讼法": gettext_lazy("Administrative Litigation Law"),
    "食品安全法": gettext_lazy("Food Safety Law"),
}
PLACE = re.compile(r"(\d+)(?:\((\d+)\))?(?:\((\d+)\))?")
WITH_PLACE = re.compile(r"(?P<law>.*?\D) ?(?P<places>\d+(?:\(\d+\))*(?:, ?\d+(?:\(\d+\))*)*)")


def is_english() -> bool:
    """Whether the reader reads English."""
    return (get_language() or "").startswith("en")


def cite(law: Label, article: str) -> str:
    """A law with its articles; what the article's text says in Chinese only is left out in English."""
    numbers = PLACE.findall(article) if re.fullmatch(r"[\d(), ]+", article) else []
    if is_english():
        return f"{law.en}, {places(numbers)}" if numbers else law.en
    return f"《{law.zh}》{places(numbers) if numbers else article}"


def cite_basis(basis: str) -> str:
    """A basis as packs write it, such as `行政许可法 32(1)(4)`; what names no article stays as it stands."""
    found = WITH_PLACE.fullmatch(basis.strip())
    if found is None:
        return in_chinese(basis) if is_english() else basis
    law, where = found["law"].strip().strip("《》"), places(PLACE.findall(found["places"]))
    if not is_english():
        return f"《{law}》{where}"
    known = LAWS.get(law.removeprefix(COUNTRY))
    return f"{known}, {where}" if known else format_html("{}, {}", in_chinese(law), where)


def in_chinese(text: str) -> str:
    """A name that has no English form, marked for those who listen to the page."""
    return format_html('<span lang="zh-Hans">{}</span>', text) if text else ""


def places(numbers: list[tuple[str, str, str]]) -> str:
    """Articles, with paragraph and item where they are named."""
    if is_english():
        several = ["".join((article, *(f"({part})" for part in rest if part))) for article, *rest in numbers]
        word = "Article" if len(several) == 1 else "Articles"
        return f"{word} " + " and ".join(filter(None, (", ".join(several[:-1]), several[-1])))
    if all(not any(rest) for _article, *rest in numbers):
        return f"第{'、'.join(article for article, *_rest in numbers)}条"
    units = ("条", "款", "项")
    return "、".join("".join(f"第{n}{unit}" for n, unit in zip(each, units, strict=True) if n) for each in numbers)
