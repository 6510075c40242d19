"""Tells Django that the app `ledger` exists."""

import importlib
import sys

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "ledger"
    verbose_name = _("Ledger")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take the sting out of a library of the key files: it lets recursion go so deep that the C stack bursts.

        A request body of nested brackets would then end the whole process, in whatever part of it JSON is read.
        """
        deepest = sys.getrecursionlimit()
        importlib.import_module("py_ecc")
        sys.setrecursionlimit(deepest)
