"""The addresses of the public pages; short ones, for they are printed as QR codes."""

from django.urls import path

from portal.verify import pages

urlpatterns = [
    path("check/", pages.ask, name="ask"),
    path("check/<str:code>/", pages.check, name="check"),
    path("s/<str:code>/", pages.status, name="status"),
    path("record/", pages.record, name="record"),
    path("record/verify.html", pages.verifier, name="verifier"),
    path("record/trust.json", pages.trust, name="trust"),
]
