"""Tells Django that the app `rest` exists."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "portal.rest"
    label = "rest"
    default_auto_field = "django.db.models.BigAutoField"
