"""A migration that is killed in the middle leaves whole cases only; here everything is committed."""

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.cast import Cast
from tests.workflows.cases.faulty import with_process
from tests.workflows.cases.filing import file_case
from workflows.actor import SYSTEM
from workflows.cases.audit import CaseAudit
from workflows.cases.models import Case
from workflows.catalogue.models import PackVersion
from workflows.catalogue.publish import publish

pytestmark = pytest.mark.django_db(transaction=True)
MIGRATE = "import django; django.setup(); from django.core.management import call_command as c; c(%s)"


def test_killed_in_the_middle_it_leaves_whole_cases_only(committed_city: Cast) -> None:
    cases = [file_case(committed_city) for _ in range(8)]
    for each in cases:
        each.accept()
    publish(with_process(('"综窗受理"', '"受理"')), SYSTEM)
    values = connection.settings_dict
    url = f"postgresql://{values['USER']}@/{values['NAME']}?host={values['HOST']}"
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    arguments = "'migrate_cases', 'food_permit', '--to', '2', '--apply'"
    running: Any = subprocess.Popen([sys.executable, "-c", MIGRATE % arguments], env=environment)
    until = time.monotonic() + 60
    while not Case.objects.filter(pack__number=2).exists() and time.monotonic() < until:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait(30)
    assert Case.objects.filter(pack__number=2).exists()
    assert [str(broken) for broken in CaseAudit().run()] == []
    call_command("migrate_cases", "food_permit", "--to", "2", "--apply", stdout=StringIO())
    assert Case.objects.exclude(pack__number=2).count() == 0
    assert PackVersion.objects.filter(code="food_permit").count() == 2
    assert [str(broken) for broken in CaseAudit().run()] == []
