"""The addresses of filing, once for each channel."""

from django.urls import URLPattern, URLResolver, include, path

from portal.channels import channels
from portal.filing import bundle, draft, follow, form, looked, papers, remedy, remind, submit

PAGES: list[URLPattern] = [
    path("", draft.case, name="case"),
    path("papers/", papers.papers, name="papers"),
    path("papers/upload/", papers.upload, name="upload"),
    path("papers/<uuid:paper_id>/remove/", papers.remove, name="remove"),
    path("papers/<uuid:paper_id>/progress/", papers.progress, name="progress"),
    path("papers/<uuid:paper_id>/<int:number>/", papers.page_image, name="page_image"),
    path("form/<slug:group>/", form.form, name="form"),
    path("form/<slug:group>/autosave/", form.autosave, name="autosave"),
    path("crop/<slug:field>/", papers.crop, name="crop"),
    path("check/", submit.check, name="check"),
    path("submit/", submit.submit, name="submit"),
    path("submitted/", submit.submitted, name="submitted"),
    path("discard/", draft.discard, name="discard"),
    path("looked/", looked.looked, name="looked"),
    path("remind/", remind.remind, name="remind"),
    path("visit/", bundle.choose, name="choose_visit"),
    path("withdraw/", follow.withdraw, name="withdraw"),
    path("reconsideration/", remedy.reconsideration, name="reconsideration"),
    path("documents/<int:number>/", follow.document, name="document"),
    path("proof/<uuid:entry>/", follow.proof, name="proof"),
]


def filing_urls() -> list[URLResolver]:
    """The pages of filing under each channel's prefix."""
    return [
        path(f"{channel.prefix}cases/<uuid:case_id>/", include((PAGES, code), namespace=code))
        for code, channel in sorted(channels().items())
    ]
