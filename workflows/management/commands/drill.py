"""`manage.py drill`: an emergency declaration goes from an empty folder to thousands of cases handed in, timed."""

import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from workflows.actor import Actor
from workflows.cases.command import perform
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.founding import found_city
from workflows.cases.models import Case
from workflows.catalogue import draft
from workflows.catalogue.pack import Pack, read_pack
from workflows.catalogue.releasing import propose, release
from workflows.outside.jobs import hang_bell
from workflows.people.models import Person

CASES = 10_000
BATCH = 100
ANSWERS = {
    "kind": "service",
    "code": "emergency_declaration",
    "title_zh": "突发事件应急申报",
    "title_en": "Emergency declaration",
    "body": "dsb",
    "head": "data_steward",
    "basis": "突发事件应对法 64",
    "law_zh": "中华人民共和国突发事件应对法",
    "law_en": "Emergency Response Law",
    "article": "64",
    "legal": "3",
    "promised": "1",
    "paper": "no",
    "result_zh": "应急申报回执",
    "result_en": "Declaration receipt",
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Command(BaseCommand):
    """Draft, check, proposal, release, then the cases, handed in by as many processes as there are cores."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=CASES)

    def handle(self, *args: Any, cases: int, **options: Any) -> None:
        # The rows of jobs are written as ever; no worker runs here, and waiting for a broker would be timed instead.
        hang_bell(lambda job: None)
        city = found_city()
        staff = [account.person for account in city.accounts if account.is_staff]
        began = time.monotonic()
        pack = self.timed("drafted and checked", lambda: drafted(uuid4().hex[:12]))
        propose(pack, Actor(kind="clerk", channel="system", person=staff[0]))
        release(pack, Actor(kind="clerk", channel="system", person=staff[1]))
        self.stdout.write(f"{time.monotonic() - began:6.1f} s  released by a second person; the first case may come")
        before = Case.objects.filter(item_code=ANSWERS["code"], state="received").count()
        people = self.timed(f"{cases} people", lambda: enrolled(cases))
        self.timed(f"{cases} cases handed in", lambda: handed_in(people))
        found = Case.objects.filter(item_code=ANSWERS["code"], state="received").count() - before
        if found != cases:
            raise CommandError(f"{found} of {cases} cases were received")
        took = time.monotonic() - began
        self.stdout.write(f"{took:6.1f} s  from an empty folder to {cases} cases received, {cases / took:.0f} a second")

    def timed(self, words: str, act: Any) -> Any:
        """Do one part and print its seconds."""
        started = time.monotonic()
        made = act()
        self.stdout.write(f"{time.monotonic() - started:6.1f} s  {words}")
        self.stdout.flush()
        return made


def drafted(mark: str) -> Pack:
    """The pack as `pack new` makes it in an empty folder; `mark` makes each drill a version of its own."""
    answers: dict[str, str] = {}
    for one in draft.QUESTIONS:
        answers[one.name] = ANSWERS.get(one.name) or one.usual.format(**answers)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / ANSWERS["code"]
        folder.mkdir()
        for name, text in draft.files(answers).items():
            (folder / name).write_text(f"# {mark}\n{text}" if name.endswith("service.yaml") else text, encoding="utf-8")
        return read_pack(folder)


def enrolled(count: int) -> list[UUID]:
    """As many fictional people as cases, of the area 99xxxx; those of an earlier drill are taken again."""
    numbers = [id_number(n) for n in range(count)]
    Person.objects.bulk_create(
        [Person(name="演练人员", id_number=number) for number in numbers], ignore_conflicts=True, batch_size=1000
    )
    return list(Person.objects.filter(id_number__in=numbers).values_list("pk", flat=True))


def id_number(n: int) -> str:
    """A number that nobody has: 250 people a day from 1950 on."""
    born = date(1950, 1, 1) + timedelta(days=n // 250)
    first = f"990199{born:%Y%m%d}{500 + n % 250:03}"
    check = "10X98765432"[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True)) % 11]
    return first + check


def handed_in(people: list[UUID]) -> None:
    """Each of them declares once."""
    batches = [people[at : at + BATCH] for at in range(0, len(people), BATCH)]
    # The children must not share the parent's connection.
    connections.close_all()
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 1, mp_context=get_context("fork")) as pool:
        list(pool.map(declare, batches))


def declare(people: list[UUID]) -> None:
    """One batch, in a process of its own."""
    for person in people:
        actor = Actor(kind="citizen", channel="web", person=person, identity_level=2)
        case = perform(actor, StartCase(ANSWERS["code"])).case
        perform(
            actor, FillIn(case, {"holder_name": "演练人员", "mobile": "13800138000", "reason": "房屋进水，请求转移。"})
        )
        perform(actor, Submit(case))
    connections.close_all()
