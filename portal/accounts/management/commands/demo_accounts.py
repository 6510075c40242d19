"""`manage.py demo_accounts`: prints who can sign in to a demonstration, with the codes of now."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.accounts import demo


class Command(BaseCommand):
    """One line an account: name, password, code or -, part."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        for account in demo.accounts():
            code = demo.code_of(account.username) if account.needs_code else "-"
            self.stdout.write(f"{account.username:<16} {account.password:<28} {code:<8} {account.part}")
