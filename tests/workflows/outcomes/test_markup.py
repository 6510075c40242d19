"""What a pack's document text may contain."""

import pytest

from workflows.outcomes.markup import check_markup


def test_plain_structure_is_allowed() -> None:
    text = (
        '<h1>标题</h1><p class="to" lang="zh">${a}<br>文</p><table><tr><th scope="row">甲</th><td>乙</td></tr></table>'
    )
    assert check_markup(text) == ()


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("<script>x</script>", "element", "script"),
        ("<style>@page{margin:0}</style>", "element", "style"),
        ('<link rel="attachment" href="file:///etc/passwd">', "element", "link"),
        ('<img src="http://127.0.0.1/">', "element", "img"),
        ("<p onclick='x'>a</p>", "attribute", "onclick"),
        ("<p style='background:url(file:///etc/passwd)'>a</p>", "attribute", "style"),
        ('<p id="seal">a</p>', "attribute", "id"),
        ('<p class="${x}">a</p>', "placeholder_in_tag", "class"),
        ("<p>a", "unclosed", "p"),
        ("<p>a</div>", "unopened", "div"),
        ("<!DOCTYPE html>", "declaration", "DOCTYPE html"),
        ("<?php x ?>", "declaration", "php x ?"),
    ],
)
def test_everything_else_is_named_with_its_line(text: str, code: str, name: str) -> None:
    found = check_markup("<p>ok</p>\n" + text)
    assert (2, code, name) in [(fault.line, fault.code, fault.name) for fault in found]
