"""`manage.py administrator NAME ROLE`: makes the first account of an administrative role on a new machine."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts import roles
from portal.accounts.models import User


class Command(BaseCommand):
    """Asks for the password; the second factor is set up at the first sign-in."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("role", choices=roles.ALL)

    def handle(self, *args: Any, name: str, role: str, **options: Any) -> None:
        if User.objects.filter(username=name).exists():
            raise CommandError(f"An account named {name} exists already.")
        password = getpass(f"Password for {name}: ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        User.objects.create_user(name, password, administers=role)
        self.stdout.write(f"{name} administers {role}.")
