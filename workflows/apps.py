"""Tells Django that the app `workflows` exists, hangs the doorbell of its jobs, and says who hears of lost ones."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = _("Services and cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """From now on each commit that wrote a job rings for it, and a job given up leaves an incident."""
        from workflows.beat import bell
        from workflows.cases.giving_up import open_incident
        from workflows.outside.jobs import hang_bell, mourn

        hang_bell(bell)
        mourn(open_incident)
