"""The addresses of administrators' and auditors' own pages."""

from django.urls import path

from portal.keeping import history, incidents

urlpatterns = [
    path("history/", history.find, name="find_history"),
    path("history/<uuid:case_id>/", history.show, name="history"),
    path("incidents/", incidents.show, name="incidents"),
    path("incidents/<int:incident>/retry/", incidents.retry, name="retry"),
]
