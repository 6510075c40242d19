"""`manage.py pack`: an author makes, checks, tells, compares and, with a second person, publishes an item."""

import shutil
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from ledger.models import Entry
from tests.workflows.catalogue.samples import FOLDER, SERVICE, changed
from workflows.actor import SYSTEM, Actor
from workflows.catalogue import draft
from workflows.catalogue.checks import check
from workflows.catalogue.models import PackVersion, ServiceItem
from workflows.catalogue.pack import Pack, read_pack
from workflows.catalogue.publish import current, publish
from workflows.catalogue.releasing import Scope, end_trial, propose, release
from workflows.errors import Conflict, Forbidden, NotFound
from workflows.people.models import Person

ANSWERS = {
    "code": "bicycle_permit",
    "title_zh": "共享单车投放许可",
    "title_en": "Bicycle: sharing, for all",
    "body": "amr",
}


def write(pack: Pack, folder: Path) -> Path:
    """The pack as a folder."""
    for path, data in pack.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize("kind", draft.KINDS)
@pytest.mark.parametrize("visit", ["yes", "no"])
def test_what_new_makes_passes_every_check_at_once(tmp_path, kind, visit):
    given = [f"{name}={answer}" for name, answer in {**ANSWERS, "kind": kind, "visit": visit}.items()]
    call_command("pack", "new", str(tmp_path / "x"), "--usual", *(word for one in given for word in ("--set", one)))
    assert check(read_pack(tmp_path / "x")) == []


def test_new_asks_each_thing_and_asks_again_for_what_cannot_be(tmp_path, monkeypatch, capsys):
    said = ["bicycle_permit", "共享单车投放许可", "Shared bicycles", "", "", "amr"]
    typed = iter(["wish", "service", *said, *[""] * 30])
    monkeypatch.setattr("builtins.input", lambda question: next(typed))
    call_command("pack", "new", str(tmp_path / "x"))
    assert "is no kind; write one of licence, service" in capsys.readouterr().err
    assert read_pack(tmp_path / "x").code == "bicycle_permit"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--set", "colour=red"], "is no question"),
        (["--set", "legal=soon", "--usual"], "not answered|whole number"),
        ([], "not answered"),
    ],
)
def test_new_says_what_is_not_answered(tmp_path, monkeypatch, words, told):
    def nobody(question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CommandError, match=told):
        call_command("pack", "new", str(tmp_path / "x"), *words)
    assert not (tmp_path / "x").exists()


def test_new_never_writes_over_what_is_there(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(CommandError, match="not empty"):
        call_command("pack", "new", str(tmp_path))


def test_check_prints_one_line_for_a_pack_that_is_well(capsys):
    call_command("pack", "check", str(FOLDER))
    assert capsys.readouterr().out.split("\n")[0].startswith("food_permit              well; ")


def test_check_names_file_line_and_what_to_write(tmp_path, capsys):
    folder = write(changed(SERVICE, "level: 4", "level: 40"), tmp_path)
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("pack", "check", str(folder))
    assert f"{folder}/service.yaml:12: level: 40 stands here; write 6 or less" in capsys.readouterr().out


def test_check_says_when_a_folder_is_not_there(db):
    with pytest.raises(CommandError, match="does not exist"):
        call_command("pack", "check", "nowhere")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_simulate_tells_a_story_with_its_clock(capsys, language):
    words = ("--scenario", "expert_review_stops_the_clock", "--language", language)
    call_command("pack", "simulate", str(FOLDER), *words)
    told = capsys.readouterr().out
    assert "2026-09-22 10:00" in told
    assert "2026-10-13 23:59" in told
    assert ("行政许可法》第四十五条" if language != "en" else "expert review (行政许可法 45)") in told


def test_simulate_says_where_a_story_goes_another_way(tmp_path, capsys):
    folder = write(changed("scenarios.yaml", "ends: not_accepted", "ends: end"), tmp_path)
    with pytest.raises(CommandError, match="1 of"):
        call_command("pack", "simulate", str(folder))
    assert "NOT AS TOLD: it ends at not_accepted" in capsys.readouterr().out


def test_diff_says_in_words_what_differs(tmp_path, capsys):
    newer = changed(SERVICE, "max: 5000", "max: 300")
    text = newer.files["process.bpmn"].decode().replace("seats &gt; 75", "seats &gt; 50")
    call_command(
        "pack", "diff", str(FOLDER), str(write(Pack({**newer.files, "process.bpmn": text.encode()}), tmp_path))
    )
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "field seats “Number of seats”, max: “5000” → “300”"
    assert told[1].startswith("drawing, way from visit_gw to site_visit: ")
    assert "seats > 50" in told[1]


def test_diff_of_the_same_says_so(capsys):
    call_command("pack", "diff", str(FOLDER), str(FOLDER))
    assert capsys.readouterr().out == "Nothing differs.\n"


@pytest.mark.django_db
def test_diff_finds_published_versions_by_code_and_number(capsys):
    publish(read_pack(FOLDER), SYSTEM)
    publish(changed(SERVICE, "max: 5000", "max: 300"), SYSTEM)
    call_command("pack", "diff", "food_permit@1", "food_permit")
    assert capsys.readouterr().out == "field seats “Number of seats”, max: “5000” → “300”\n"


@pytest.fixture
def two(db, monkeypatch):
    """Two members of staff with their passwords."""
    for name in ("wang", "li", "citizen"):
        person = Person.objects.create(name=name)
        role = "system" if name != "citizen" else ""
        get_user_model().objects.create_user(name, f"secret-{name}", person=person.pk, administers=role)
    monkeypatch.setattr("workflows.management.commands.pack.getpass", lambda asked: f"secret-{asked[12:-2]}")


@pytest.mark.usefixtures("two")
def test_one_proposes_another_releases_and_the_record_names_both(capsys):
    call_command("pack", "publish", str(FOLDER), "--by", "wang")
    assert "is proposed" in capsys.readouterr().out
    assert not PackVersion.objects.exists()
    call_command("pack", "publish", str(FOLDER), "--by", "li")
    assert "food_permit version 1 is published" in capsys.readouterr().out
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == ["propose_pack", "release_pack"]
    last = bytes(Entry.objects.latest("pk").canonical).decode()
    assert all(f"person:{person.pk}" in last for person in Person.objects.exclude(name="citizen"))


@pytest.mark.usefixtures("two")
def test_nobody_releases_an_own_proposal_and_no_citizen_proposes(monkeypatch):
    call_command("pack", "publish", str(FOLDER), "--by", "wang")
    with pytest.raises(CommandError, match="another person"):
        call_command("pack", "publish", str(FOLDER), "--by", "wang")
    with pytest.raises(CommandError, match="no staff"):
        call_command("pack", "publish", str(FOLDER), "--by", "citizen")
    monkeypatch.setattr("workflows.management.commands.pack.getpass", lambda asked: "guess")
    with pytest.raises(CommandError, match="do not fit"):
        call_command("pack", "publish", str(FOLDER), "--by", "li")
    assert not PackVersion.objects.exists()


@pytest.mark.usefixtures("two")
def test_a_broken_pack_is_never_half_published(tmp_path):
    folder = write(changed(SERVICE, "level: 4", "level: 40"), tmp_path)
    for who in ("wang", "li"):
        with pytest.raises(CommandError, match=r"service\.yaml:12"):
            call_command("pack", "publish", str(folder), "--by", who)
    assert not PackVersion.objects.exists()
    assert not ServiceItem.objects.exists()


@pytest.mark.usefixtures("two")
def test_what_changed_after_the_proposal_is_a_new_proposal(tmp_path):
    call_command("pack", "publish", str(FOLDER), "--by", "wang")
    folder = write(changed(SERVICE, "max: 5000", "max: 300"), tmp_path)
    call_command("pack", "publish", str(folder), "--by", "li")
    assert not PackVersion.objects.exists()


def somebody(name: str) -> Actor:
    return Actor(kind="clerk", channel="system", person=Person.objects.get_or_create(name=name)[0].pk)


TRIAL = Scope(division="990102")


@pytest.fixture
def tried(db) -> Pack:
    """A version that holds everywhere, and another on trial in one district."""
    publish(read_pack(FOLDER), SYSTEM)
    newer = changed(SERVICE, "max: 5000", "max: 300")
    propose(newer, somebody("wang"), TRIAL)
    release(newer, somebody("li"), TRIAL)
    return newer


@pytest.mark.parametrize(("division", "number"), [("990102", 2), ("990102001", 2), ("990103", 1), ("9901", 1), ("", 1)])
def test_a_trial_holds_in_its_district_alone(tried, division, number):
    assert current("food_permit", division, "web").number == number


def test_a_trial_by_one_channel_holds_for_that_channel(db):
    publish(read_pack(FOLDER), SYSTEM)
    newer, scope = changed(SERVICE, "max: 5000", "max: 300"), Scope(channel="hall")
    propose(newer, somebody("wang"), scope)
    release(newer, somebody("li"), scope)
    assert [current("food_permit", "990102", channel).number for channel in ("hall", "web")] == [2, 1]


def test_a_trial_that_is_ended_holds_nowhere_and_cannot_be_ended_twice(tried):
    end_trial("food_permit", somebody("wang"), TRIAL)
    assert current("food_permit", "990102").number == 1
    with pytest.raises(Conflict):
        end_trial("food_permit", somebody("wang"), TRIAL)


def test_releasing_it_everywhere_ends_its_trials(tried):
    propose(tried, somebody("wang"))
    release(tried, somebody("li"))
    assert {current("food_permit", division).number for division in ("990102", "990103")} == {2}


def test_an_item_that_is_only_tried_is_offered_nowhere_else_until_it_is_released_everywhere(db):
    pack = read_pack(FOLDER)
    propose(pack, somebody("wang"), TRIAL)
    release(pack, somebody("li"), TRIAL)
    assert current("food_permit", "990102").number == 1
    with pytest.raises(NotFound):
        current("food_permit", "990103")
    propose(pack, somebody("wang"))
    release(pack, somebody("li"))
    assert current("food_permit", "990103").number == 1


@pytest.mark.django_db
def test_neither_system_nor_citizen_proposes_or_releases():
    for actor in (SYSTEM, Actor(kind="citizen", channel="web", person=somebody("x").person)):
        for act in (propose, release):
            with pytest.raises(Forbidden):
                act(read_pack(FOLDER), actor)


def test_the_folder_of_a_new_item_needs_no_other_place(tmp_path):
    words = [word for one in ANSWERS.items() for word in ("--set", "=".join(one))]
    call_command("pack", "new", str(tmp_path / "x"), "--usual", *words)
    shutil.move(tmp_path / "x", tmp_path / "elsewhere")
    assert "receipt" in read_pack(tmp_path / "elsewhere").documents
