"""Case numbers: implementation code, day, serial (GB/T 39554.1 as seen in use)."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from workflows.catalogue.item import Item
from workflows.people.organisation import body


def next_number(item: Item, at: datetime) -> str:
    """The number of a case handed in at `at`: the item's code, the local day as yyyymmdd, six digits.

    The serial comes from a database sequence, so that nobody waits for a lock; a rolled-back
    submission leaves a gap. More than a million cases a day would repeat one, which the unique
    constraint refuses.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('workflows_case_serial')")
        serial = cursor.fetchone()[0] % 1_000_000
    implementation_code = f"{body(item.body).uscc}{item.level}{item.basic_code}"
    return f"{implementation_code}{timezone.localdate(at):%Y%m%d}{serial:06d}"
