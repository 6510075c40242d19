"""The measured case in django-viewflow, with the row lock that its joins need."""

import sys
from typing import Any

import django
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict
from worker import serve

if not settings.configured:
    parts = dict(conninfo_to_dict(sys.argv[1]))
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql", "NAME": parts["dbname"], "USER": parts.get("user", ""),
                "PASSWORD": parts.get("password", ""), "HOST": parts.get("host", ""), "PORT": parts.get("port", ""),
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "viewflow", "viewflow.workflow", "viewflow_app",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", USE_TZ=True, SECRET_KEY="measured",
    )  # fmt: skip
    django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from viewflow.workflow.models import Process, Task
from viewflow_app.flows import Measured

REVIEWS = ("food", "fire", "city")


class Viewflow:
    """A row a task, moved by its activation."""

    tables = ("viewflow_process", "viewflow_task", "viewflow_task_previous")

    def __init__(self, address: str) -> None:
        self.user: User | None = None

    def prepare(self) -> None:
        call_command("migrate", verbosity=0)

    def clerk(self) -> User:
        self.user = self.user or User.objects.get_or_create(username="clerk")[0]
        return self.user

    def fill(self, count: int) -> None:
        """Copies of one case at its reviews: its row, its tasks, and which follows which."""
        model = self.start()
        self.finish(model, "accept")
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMPORARY TABLE copied AS SELECT nextval('viewflow_process_id_seq') AS id FROM"
                " generate_series(1, %s)",
                [count],
            )
            for table, of in (("viewflow_process", "id"), ("viewflow_task", "process_id")):
                cursor.execute(
                    "SELECT string_agg(column_name, ',') FROM information_schema.columns WHERE table_name = %s AND"
                    " column_name NOT IN ('id', %s)",
                    [table, of],
                )
                columns = cursor.fetchone()[0]
                cursor.execute(
                    f"INSERT INTO {table} ({of}, {columns}) SELECT copied.id, {columns} FROM {table} model, copied"
                    f" WHERE model.{of} = %s",
                    [model],
                )
            cursor.execute("DROP TABLE copied")
            cursor.execute("VACUUM ANALYZE")

    def start(self) -> int:
        return int(Measured.start.run().pk)

    def finish(self, process: int, element: str) -> None:
        with Measured.lock(process):
            task = Task.objects.get(process_id=process, flow_task=Measured.instance.node(element), status="NEW")
            with task.activation() as activation:
                activation.assign(self.clerk())
                activation.start(None)
                activation.execute()

    def drive(self, process: int) -> None:
        for element in ("accept", *REVIEWS, "issue"):
            self.finish(process, element)
        if Process.objects.get(pk=process).status != "DONE":
            raise RuntimeError("the case has not ended")

    def backend(self) -> int:
        connection.ensure_connection()
        return int(connection.connection.info.backend_pid)

    def query(self, sql: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]


if __name__ == "__main__":
    serve(Viewflow)
