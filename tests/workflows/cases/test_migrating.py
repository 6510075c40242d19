"""Cases are carried to another version of their item: reported first, whole or not at all, with an entry."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ledger.models import Entry
from tests.workflows.cases.faulty import broken_when_late
from tests.workflows.cases.filing import Filed, file_case
from tests.workflows.catalogue.samples import PROCESS, SERVICE, SHIPPED
from workflows.actor import SYSTEM
from workflows.cases.audit import CaseAudit
from workflows.cases.command import perform
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.migrate import Migrate
from workflows.cases.models import Event, Task
from workflows.catalogue.pack import Pack
from workflows.catalogue.publish import publish
from workflows.errors import Conflict
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db


def renamed() -> Pack:
    """The food permit with its fire consultation under another name, done by another role."""
    files = {}
    for name in (SERVICE, PROCESS, "scenarios.yaml"):
        files[name] = SHIPPED.files[name].replace(b"fire_consult", b"fire_opinion")
    return Pack({**SHIPPED.files, **files})


def migrated(*arguments: str, number: int = 2, apply: bool = True) -> str:
    out = StringIO()
    try:
        call_command("migrate_cases", "food_permit", "--to", str(number), *arguments, *["--apply"] * apply, stdout=out)
    except CommandError as error:
        out.write(f"ERROR {error}")
    return out.getvalue()


@pytest.fixture
def reviewed(filed: Filed) -> Filed:
    """Two of three departments have spoken: a token waits at the join for the fire brigade."""
    filed.accept()
    for username, element in (("food", "food_review"), ("city", "city_consult")):
        filed.by(username, GiveOpinion(filed.task(element), "agree"))
    return filed


def test_without_apply_it_only_reports(reviewed: Filed) -> None:
    publish(renamed(), SYSTEM)
    told = migrated("--map", "fire_consult=fire_opinion", apply=False)
    assert "fire_consult -> fire_opinion" in told
    assert "join -> join" in told
    assert "1 would be carried over to version 2, 0 refused" in told
    assert reviewed.row.pack.number == 1
    assert Event.objects.filter(case=reviewed.case, verb="migrate").count() == 0


def test_a_case_with_a_token_at_the_join_is_carried_and_goes_on(reviewed: Filed) -> None:
    publish(renamed(), SYSTEM)
    assert "1 carried over to version 2, 0 refused" in migrated("--map", "fire_consult=fire_opinion")
    assert reviewed.row.pack.number == 2
    assert reviewed.open_elements() == {"fire_opinion"}
    reviewed.by("fire", GiveOpinion(reviewed.task("fire_opinion"), "agree"))
    assert reviewed.open_elements() == {"decide"}
    assert list(CaseAudit().run()) == []


def test_the_entry_names_both_versions_and_the_mapping(reviewed: Filed) -> None:
    old, new = reviewed.row.pack, publish(renamed(), SYSTEM)
    migrated("--map", "fire_consult=fire_opinion")
    entry = Entry.objects.get(subject=str(reviewed.case), verb="migrate")
    body = json.loads(bytes(entry.canonical or b""))["body"]
    assert (body["from_pack"], body["to_pack"]) == (old.sha256, new.sha256)
    assert body["elements"] == {"fire_consult": "fire_opinion"}


def test_who_reviewed_under_the_old_name_still_may_not_decide(filed: Filed) -> None:
    filed.accept()
    filed.opinions()
    publish(renamed(), SYSTEM)
    migrated("--map", "fire_consult=fire_opinion")
    assert Task.objects.filter(case=filed.case, element="fire_opinion", state="done").exists()


def test_an_unmapped_step_that_is_open_is_refused_with_its_reason(reviewed: Filed) -> None:
    publish(renamed(), SYSTEM)
    told = migrated()
    assert "refused: fire_consult: unmapped, something stands here" in told
    assert "ERROR 1 refused" in told
    assert reviewed.row.pack.number == 1


def test_an_answer_that_the_new_form_does_not_ask_for_is_refused_until_it_is_let_go(reviewed: Filed) -> None:
    service = SHIPPED.files[SERVICE].decode()
    start = service.index("  - code: landlord\n")
    end = service.index("  - code: ", start + 5)
    gone = (service[:start] + service[end:]).replace("landlord: landlord, ", "")
    publish(Pack({**SHIPPED.files, SERVICE: gone.encode()}), SYSTEM)
    assert "refused: lost_field, landlord has an answer" in migrated()
    assert "1 carried over" in migrated("--lose", "landlord")


def test_a_mapping_may_stand_in_a_file(reviewed: Filed, tmp_path: Path) -> None:
    publish(renamed(), SYSTEM)
    file = tmp_path / "to_2.yaml"
    file.write_text("elements:\n  fire_consult: fire_opinion\n")
    assert "1 carried over" in migrated("--mapping", str(file))


@pytest.mark.parametrize("text", ["elements: [a]", "- x", "elements: {a: 1}", "moon: {}", "elements: {"])
def test_a_file_that_is_no_mapping_is_refused(reviewed: Filed, tmp_path: Path, text: str) -> None:
    publish(renamed(), SYSTEM)
    file = tmp_path / "odd.yaml"
    file.write_text(text)
    assert migrated("--mapping", str(file)).startswith("ERROR odd.yaml")


def test_a_running_timer_goes_with_its_case(filed: Filed) -> None:
    broken_when_late()
    case = file_case(filed.cast)
    case.accept()
    timer = Job.objects.get(kind="fire_timer")
    assert "1 carried over" in migrated("--case", case.row.number or "", number=1)
    timer.refresh_from_db()
    assert timer.done_at is not None, "the first version has no such timer"
    assert "TimerSet: late" in migrated("--case", case.row.number or "", number=2)


def test_a_command_that_comes_between_report_and_deed_is_refused_not_half_done(reviewed: Filed) -> None:
    new = publish(renamed(), SYSTEM)
    before = reviewed.row.marking
    with pytest.raises(Conflict, match="not_migratable_unmapped"):
        perform(SYSTEM, Migrate(reviewed.case, new.sha256))
    assert (reviewed.row.marking, reviewed.row.pack.number) == (before, 1)


def test_history_still_reads_a_step_that_the_new_version_no_longer_has(filed: Filed) -> None:
    filed.accept()
    filed.opinions()
    migrated_to = publish(renamed(), SYSTEM)
    perform(SYSTEM, Migrate(filed.case, migrated_to.sha256))
    labels = {task.step.label.en for task in filed.view().tasks}
    assert "Fire safety opinion" in labels
