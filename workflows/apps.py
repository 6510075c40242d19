"""Tells Django that the app `workflows` exists, and hangs the doorbell of its jobs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    name = "workflows"
    verbose_name = _("Services and cases")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """From now on each commit that wrote a job rings for it."""
        from workflows.beat import bell
        from workflows.outside.jobs import hang_bell

        hang_bell(bell)
