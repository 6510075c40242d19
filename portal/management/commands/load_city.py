"""`manage.py load_city`: founds the demonstration city with its accounts; run again, it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.accounts.demo import DemoPerson, create_accounts
from portal.rest.clients import register_client
from workflows.api import found_city


class Command(BaseCommand):
    """Bodies, staff, citizens, calendars, synonyms, packs; in a demonstration also the accounts."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        city = found_city()
        if settings.ONEDOOR_DEMO:
            create_accounts(
                DemoPerson(each.username, each.person, each.zh, each.en, each.is_staff, each.administers)
                for each in city.accounts
            )
            for system in city.systems:
                register_client(system.code, system.body, system.roles)
        self.stdout.write(f"The city has {len(city.accounts)} people and {len(city.systems)} connected systems.")
