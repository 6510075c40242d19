"""The style page: every component in each of its states, for builders and for the accessibility tests."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.refusals import Line


class Specimen(forms.Form):
    """One field of each widget; sent empty it shows its errors."""

    name = forms.CharField(label=_("Name"), help_text=_("As on the paper."))
    number = forms.IntegerField(label=_("Seats"))
    day = forms.DateField(label=_("Date"), required=False, help_text="2026-11-22")
    scope = forms.MultipleChoiceField(
        label=_("Scope"), choices=[("a", "热食类"), ("b", "冷食类")], widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("x", "餐饮"), ("y", "零售")], widget=forms.RadioSelect)
    district = forms.ChoiceField(label=_("District"), choices=[("1", "东湖区"), ("2", "西山区")])
    remark = forms.CharField(label=_("Remark"), widget=forms.Textarea, required=False)
    promise = forms.BooleanField(label=_("What I entered is true."))


def _sources() -> list[dict[str, Any]]:
    paper = "营业执照"
    return [
        {"status": status, "paper": paper, "page": 1, "raw": "云州市东湖区" if status == "doubtful" else ""}
        for status in ("verified", "likely", "doubtful", "missing")
    ] + [{"status": "typed"}]


def _timeline() -> list[dict[str, Any]]:
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    return [
        {"title": "现场核查", "state": "next", "text": "消防救援支队将在三日内联系您。"},
        {
            "title": "请补正租赁合同",
            "at": at,
            "who": "云州市政务服务中心",
            "state": "bad",
            "text": "合同第二页不清楚。",
        },
        {"title": "已收到", "at": at, "who": "云州市政务服务中心"},
    ]


def show(request: HttpRequest) -> HttpResponse:
    """All components; `?errors=1` shows the form with its errors, as a page answers at 422.

    There is no such page where the portal serves the public.
    """
    if not (settings.DEBUG or settings.ONEDOOR_DEMO):
        raise Http404
    with_errors = "errors" in request.GET
    context = {
        "form": Specimen({"name": "张三"} if with_errors else None, initial={"name": "张三"}),
        "lines": [Line("lease", _("Please upload this paper."))],
        "sources": _sources(),
        "timeline": _timeline(),
        "day": date(2026, 12, 11),
        "reasons": [
            "《食品安全法实施条例》第十五条：二十个工作日",
            "自 2026年11月22日 受理起算",
            "2026年11月23日 为第一日",
        ],
        "tasks": [
            {"title": "申请人", "href": "#tasks", "status": _("Done"), "colour": "", "hint": "张三"},
            {"title": "经营场所", "href": "#tasks", "status": _("To do"), "colour": "blue"},
            {"title": "提交", "status": _("Cannot start yet"), "colour": "grey"},
        ],
        "rows": [
            {"key": "经营者", "value": "张三", "href": "#rows"},
            {"key": "统一社会信用代码", "value": "92990102MA0000000X", "provenance": _sources()[0]},
        ],
        "page": Paginator(range(200), 10).page(7),
        "colours": ("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"),
        "lamps": ("green", "yellow", "red", "grey"),
        "rejected": [_("The file is empty. Choose it again, or take a new photo.")],
    }
    return render(request, "styleguide.html", context, status=422 if with_errors else 200)
