"""Fields, summaries and page numbers as templates draw them."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from portal.refusals import lines
from portal.templatetags.onedoor import elided
from workflows.api import Invalid, Problem


class Stall(forms.Form):
    name = forms.CharField(label="名称", help_text="与执照一致")
    scope = forms.MultipleChoiceField(choices=[("a", "热食"), ("b", "冷食")], widget=forms.CheckboxSelectMultiple)


def draw(template: str, **context: object) -> str:
    return engines["django"].from_string(template).render(context, RequestFactory().get("/?q=面馆&page=2"))


def test_a_field_names_its_help_and_its_error_to_screen_readers() -> None:
    html = draw("{% field form.name %}", form=Stall({}))
    ids = re.search(r'<input[^>]*aria-describedby="([^"]+)"', html)
    assert ids
    assert ids[1].split() == ["id_name-hint", "id_name-error"]
    assert all(f'id="{one}"' in html for one in ids[1].split())


def test_a_summary_leads_to_each_field_that_is_wrong() -> None:
    form = Stall({})
    summary, fields = (
        draw("{% error_summary form %}", form=form),
        draw("{% field form.name %}{% field form.scope %}", form=form),
    )
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == 2
    assert all(f'id="{target}"' in fields for target in targets)


def test_a_form_without_errors_has_no_summary() -> None:
    assert "govuk-error-summary" not in draw("{% error_summary form %}", form=Stall())


def test_the_problems_of_a_command_make_the_same_summary() -> None:
    refusal = Invalid(Problem("seats", "too_large", params={"limit": 500}), Problem("", "nobody_knows_this"))
    html = draw("{% error_summary lines %}", lines=lines(refusal))
    assert '<a href="#id_seats">不能大于 500。</a>' in html
    assert "内容有误，请核对。" in html


def test_what_a_person_typed_cannot_become_markup() -> None:
    assert "<b>" not in draw("{% field form.name %}", form=Stall({"name": '"><b>x'}))


@pytest.mark.parametrize(
    ("pages", "number", "shown"),
    [(1, 1, [1]), (3, 2, [1, 2, 3]), (20, 10, [1, None, 9, 10, 11, None, 20])],
)
def test_long_page_numbers_are_left_out(pages: int, number: int, shown: list[int | None]) -> None:
    assert elided(Paginator(range(pages), 1), number) == shown


def test_turning_a_page_keeps_the_question() -> None:
    page = Paginator(range(100), 10).page(2)
    html = draw('{% include "components/pagination.html" %}', page=page)
    assert "q=%E9%9D%A2%E9%A6%86&amp;page=3" in html


@pytest.mark.parametrize(
    ("colour", "words"), [("green", "正常"), ("yellow", "即将到期"), ("red", "已超期"), ("grey", "无时限")]
)
def test_a_lamp_speaks_in_words_not_in_colour_alone(colour: str, words: str) -> None:
    assert words in draw('{% include "components/lamp.html" %}', colour=colour)
