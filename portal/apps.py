"""Tells Django that the app `portal` exists, and which admin site it runs."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "portal"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The checks are registered, and every process of Django knows the broker, not the worker alone.
        from portal import celery, checks  # noqa: F401


class PortalAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "portal.admin_site.Site"
