"""Tells Django that the app `rest` exists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RestConfig(AppConfig):
    name = "portal.rest"
    label = "rest"
    verbose_name = _("Departments' systems")
    default_auto_field = "django.db.models.BigAutoField"
