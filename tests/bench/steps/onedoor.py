"""The measured case in OneDoor, through `workflows.api`, with inbox, history and ledger entry in each commit."""

import os
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": sys.argv[1]}

import django
from worker import serve

django.setup()

from django.db import connection, transaction

from tests.bench.steps.copies import COLUMNS, FRESH, OWN, copying
from tests.bench.steps.pack import CODE, GIVEN, measured
from tests.cast import Cast
from workflows import api
from workflows.catalogue.models import ServiceItem
from workflows.catalogue.pack import Pack
from workflows.catalogue.publish import _store
from workflows.outside import jobs

REVIEWS = ("food", "fire", "city")
DESKS = {"accept": "desk", "food": "food", "fire": "fire", "city": "city", "issue": "food"}


def offer(pack: Pack) -> None:
    """Publish without the checks of packs, which refuse a permit that ends without a decision and has no limits."""
    version = _store(pack, api.SYSTEM, "")
    titles = {"title_zh": CODE, "title_en": CODE, "summary_zh": "", "summary_en": "", "body": "amr"}
    ServiceItem.objects.create(code=CODE, current=version, **titles)


class OneDoor:
    """A city with its staff; nobody hears the bell, for no worker is measured."""

    tables = tuple(f"workflows_{name}" for name in ("case", "task", "event", "clock", "job", "notice"))

    def __init__(self, address: str) -> None:
        jobs._bells[:] = []
        if ServiceItem._meta.db_table in connection.introspection.table_names():
            self._cast()

    def prepare(self) -> None:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        offer(measured())
        self._cast()

    def _cast(self) -> None:
        cast = Cast(api.found_city())
        self.citizen = cast.citizen()
        self.clerks = {element: cast.clerk(name) for element, name in DESKS.items()}

    def fill(self, count: int) -> None:
        """Copies of one case that went there by its commands."""
        model, task = self.start()
        api.perform(self.clerks["accept"], api.Accept(task))
        with transaction.atomic(), connection.cursor() as cursor:
            words = {"model": model, "count": count}
            cursor.execute(FRESH, words)
            for table in OWN:
                cursor.execute(COLUMNS, [table])
                cursor.execute(copying(table, [name for (name,) in cursor.fetchall()]), words)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def start(self) -> tuple[UUID, UUID]:
        case = api.perform(self.citizen, api.StartCase(CODE)).case
        api.perform(self.citizen, api.FillIn(case, GIVEN))
        return case, api.perform(self.citizen, api.Submit(case)).tasks[0]

    def drive(self, case: tuple[UUID, UUID]) -> None:
        reviews = self._do("accept", api.Accept(case[1])).tasks
        for element, task in zip(REVIEWS, reviews, strict=True):
            last = self._do(element, api.GiveOpinion(task, "agree"))
        if self._do("issue", api.GiveOpinion(last.tasks[0], "agree")).tasks:
            raise RuntimeError("the case has not ended")

    def _do(self, element: str, command: api.Command) -> api.Result:
        return api.perform(self.clerks[element], command)

    def backend(self) -> int:
        connection.ensure_connection()
        return int(connection.connection.info.backend_pid)

    def query(self, sql: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]


if __name__ == "__main__":
    serve(OneDoor)
