"""The addresses of administrators' and auditors' own pages."""

from django.urls import path

from portal.keeping import incidents

urlpatterns = [
    path("incidents/", incidents.show, name="incidents"),
    path("incidents/<int:incident>/retry/", incidents.retry, name="retry"),
]
