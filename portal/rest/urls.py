"""The addresses of the REST interface; the OpenAPI document is made from these alone."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from portal.rest import actions, bundles, differences, views

app_name = "v1"
urlpatterns = [
    path("api/v1/items/", views.Items.as_view(), name="items"),
    path("api/v1/tasks/", views.Tasks.as_view(), name="tasks"),
    path("api/v1/tasks/<uuid:task_id>/", views.OneTask.as_view(), name="task"),
    path("api/v1/tasks/<uuid:task_id>/opinion/", views.Opinion.as_view(), name="opinion"),
    path("api/v1/tasks/<uuid:task_id>/actions/", actions.Actions.as_view(), name="actions"),
    path("api/v1/tasks/<uuid:task_id>/actions/<slug:code>/", actions.Act.as_view(), name="act"),
    path("api/v1/cases/<uuid:case_id>/", views.OneCase.as_view(), name="case"),
    path("api/v1/cases/<uuid:case_id>/papers/<uuid:paper_id>/", views.PaperContent.as_view(), name="paper"),
    path("api/v1/differences/", differences.Differences.as_view(), name="differences"),
    path("api/v1/differences/<uuid:difference_id>/answer/", differences.Answer.as_view(), name="answer"),
    path("api/v1/incidents/", views.Incidents.as_view(), name="incidents"),
    path("api/v1/bundles/<uuid:bundle_id>/", bundles.OneBundle.as_view(), name="bundle"),
    path("api/v1/schema/", SpectacularAPIView.as_view(urlconf="portal.rest.urls"), name="schema"),
]
