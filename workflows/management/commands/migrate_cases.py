"""`manage.py migrate_cases`: carries running cases to another version of their item, each whole or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.migrate import Migrate
from workflows.cases.migrating import Course, Plan, plan
from workflows.cases.models import Case
from workflows.catalogue.faults import PackRefused
from workflows.catalogue.located import read_yaml
from workflows.catalogue.models import PackVersion
from workflows.errors import Refusal


class Command(BaseCommand):
    help = "Report what carrying cases to another version would do; with --apply do it, case by case."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("item", help="code of the service item")
        parser.add_argument("--to", type=int, required=True, metavar="VERSION", help="number of the new version")
        parser.add_argument("--from", type=int, dest="start", metavar="VERSION", help="only cases on this version")
        parser.add_argument("--case", metavar="NUMBER", help="only this case")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="YAML: `elements: {old: new}`, `lose: [code]`")
        parser.add_argument("--map", action="append", default=[], metavar="OLD=NEW", help="one element or flow")
        parser.add_argument("--lose", action="append", default=[], metavar="CODE", help="a field or paper to leave out")
        parser.add_argument("--apply", action="store_true", help="do it; without this nothing is written")

    def handle(self, *args: Any, **options: Any) -> None:
        course = self._course(options)
        moved = refused = 0
        for case in self._cases(course, options):
            found = plan(case, course, timezone.now())
            self.stdout.writelines(lines(found))
            if found.refusals or (options["apply"] and not self._apply(found, course)):
                refused += 1
            else:
                moved += 1
        done = "carried over" if options["apply"] else "would be carried over"
        self.stdout.write(f"{moved} {done} to version {course.to.number}, {refused} refused")
        if refused:
            raise CommandError(f"{refused} refused")

    def _course(self, options: dict[str, Any]) -> Course:
        version = PackVersion.objects.filter(code=options["item"], number=options["to"]).first()
        if version is None:
            raise CommandError(f"{options['item']} has no version {options['to']}")
        elements: dict[str, str] = {}
        lose = set(options["lose"])
        if options["mapping"]:
            written = read(options["mapping"])
            elements |= written.get("elements", {})
            lose |= set(written.get("lose", []))
        for pair in options["map"]:
            old, sign, new = pair.partition("=")
            if not (old and sign and new):
                raise CommandError(f"`{pair}` is not OLD=NEW")
            elements[old] = new
        return Course(version, elements, frozenset(lose))

    def _cases(self, course: Course, options: dict[str, Any]) -> Iterator[Case]:
        rows = Case.objects.select_related("pack").filter(item_code=course.to.code, finished_at=None)
        # A draft is carried by nobody: what it is asked for changes under the applicant's hands otherwise.
        rows = rows.exclude(pack=course.to).exclude(state="draft").filter(marking__state="running")
        if options["start"] is not None:
            rows = rows.filter(pack__number=options["start"])
        if options["case"]:
            rows = rows.filter(number=options["case"])
        yield from rows.order_by("created_at", "pk").iterator(100)

    def _apply(self, found: Plan, course: Course) -> bool:
        try:
            perform(SYSTEM, Migrate(found.case.pk, course.to.sha256, course.elements, course.lose))
        except Refusal as refusal:
            # Somebody moved the case since it was looked at; the others go on.
            self.stdout.write(f"    refused: {refusal}")
            return False
        return True


def lines(found: Plan) -> Iterator[str]:
    """The report on one case."""
    yield f"{found.case.number or found.case.pk} ({found.case.state}, version {found.case.pack.number})"
    for move in found.migration.moves:
        yield f"    {move.what} {move.id}: {move.element} -> {move.to or 'waited for no longer'}"
    for effect in found.migration.effects:
        yield f"    {type(effect).__name__}: {getattr(effect, 'element', '')}"
    for refusal in found.refusals:
        yield f"    refused: {refusal.element + ': ' if refusal.element else ''}{refusal.code}, {refusal.message}"


def read(path: Path) -> dict[str, Any]:
    """A mapping file. Raises CommandError, with the line, for what is none."""
    try:
        data = read_yaml(path.name, path.read_bytes()).data
    except (OSError, PackRefused) as error:
        raise CommandError(str(error)) from error
    elements = data.get("elements", {}) if isinstance(data, dict) else None
    lose = data.get("lose", []) if isinstance(data, dict) else None
    texts = [*elements, *elements.values(), *lose] if isinstance(elements, dict) and isinstance(lose, list) else [None]
    if not all(isinstance(text, str) for text in texts) or set(data) - {"elements", "lose"}:
        raise CommandError(f"{path.name}: write `elements: {{old: new}}` and `lose: [code]`")
    return data if isinstance(data, dict) else {}
