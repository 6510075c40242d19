"""The addresses of the public pages; short ones, for they are printed as QR codes."""

from django.urls import path

from portal.verify import history, lists, pages

urlpatterns = [
    path("check/", pages.ask, name="ask"),
    path("check/<str:code>/", pages.check, name="check"),
    path("check/<str:code>/status.json", lists.places, name="status_places"),
    path("status/<slug:purpose>/<int:number>/", lists.signed_list, name="status_list"),
    path("status/<slug:purpose>/<int:number>/<str:day>/", lists.signed_list, name="status_list_of_day"),
    path("s/<str:code>/", pages.status, name="status"),
    path("record/", pages.record, name="record"),
    path("record/heads/", history.heads, name="heads"),
    path("record/consistency-<int:first>-<int:second>.json", history.proof, name="consistency"),
    path("record/verify.html", pages.verifier, name="verifier"),
    path("record/trust.json", pages.trust, name="trust"),
]
