"""A year's list imported over 200,000 open clocks, and the board over them: `python -m tests.bench.clocks`.

Everything happens in one transaction that is rolled back: the database is left as it was. Each clock belongs to a case
of its own, runs twenty working days into a year without a list, and moves with the import.
"""

import os
import sys
import time
from datetime import UTC, datetime, timedelta

import django

CLOCKS = 200_000
COPY = """
WITH seed AS (SELECT * FROM workflows_case WHERE id = %(case)s),
     made AS (INSERT INTO workflows_case (id, number, query_code, pack_id, item_code, kind, state, version,
                 applicant_id, channel, marking, created_at, changed_at, received_at, accepted_at,
                 is_deemed_accepted{more})
              SELECT gen_random_uuid(), 'bench-' || n, 'b' || n, pack_id, item_code, kind, state, version, applicant_id,
                     channel, marking, created_at, changed_at, received_at, accepted_at, false{values}
              FROM seed, generate_series(1, %(clocks)s) n RETURNING id)
INSERT INTO workflows_clock (case_id, code, body, rule, events, started_at, due_at, yellow_at, red_at, reasons,
                             is_provisional)
SELECT made.id, c.code, c.body, c.rule, c.events, c.started_at, c.due_at, c.yellow_at, c.red_at, c.reasons,
       c.is_provisional
FROM made, workflows_clock c WHERE c.case_id = %(case)s AND c.code = 'legal'
"""
DAYS = ("01-01", "01-04", "01-05", "05-01", "05-02", "10-01", "10-02", "10-03")
LIST = "\n".join(f"2027-{day},off,放假,holiday" for day in DAYS)


def columns() -> str:
    """Columns of the case without a default, beside those that the copy names."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'workflows_case'"
            " AND is_nullable = 'NO' AND column_default IS NULL"
        )
        known = COPY.split("INSERT INTO workflows_case (")[1].split(")")[0]
        return "".join(f", {name}" for (name,) in cursor.fetchall() if name not in known)


def main() -> None:
    """Print both figures."""
    from django.db import connection, transaction

    from tests.cast import Cast
    from tests.workflows.cases.filing import file_case
    from workflows.cases.calendars import recompute
    from workflows.cases.founding import found_city
    from workflows.cases.queries.board import counts
    from workflows.law.calendars import import_year
    from workflows.law.lists import read_list

    at = datetime(2026, 12, 29, 1, 0, tzinfo=UTC)
    with transaction.atomic():
        filed = file_case(Cast(found_city()), at=at)
        filed.accept(at)
        with connection.cursor() as cursor:
            more = columns()
            # Each copy is about an object of its own, which it does not name.
            values = more.replace("object_key", "''")
            cursor.execute(COPY.format(more=more, values=values), {"case": filed.case, "clocks": CLOCKS})
            cursor.execute("ANALYZE workflows_clock, workflows_case")
        imported = import_year("000000", 2027, read_list(LIST), status="published", source="bench", by="bench")
        begun, used = time.perf_counter(), time.process_time()
        change = recompute(imported, at + timedelta(hours=1))
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        sys.stdout.write(
            f"import over {change.moved:,} clocks that move: {wall:.1f} s, {cpu:.1f} s of them in Python\n"
        )
        begun = time.perf_counter()
        lamps = list(counts(["amr"], at))
        sys.stdout.write(
            f"board of {sum(row['green'] for row in lamps):,} clocks: {time.perf_counter() - begun:.3f} s\n"
        )
        transaction.set_rollback(True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    main()
