"""`manage.py pack new|check|simulate|diff|publish`: everything that an author of service items does."""

from getpass import getpass
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.actor import Actor
from workflows.cases.rehearsal import rehearse
from workflows.catalogue import draft
from workflows.catalogue.build import compile_item
from workflows.catalogue.bundle import MemberItems
from workflows.catalogue.bundle_story import simulate_bundle
from workflows.catalogue.calendar_file import calendar_faults
from workflows.catalogue.checks import check, compile_any, shipped
from workflows.catalogue.differences import differences
from workflows.catalogue.faults import Fault, PackRefused
from workflows.catalogue.item import Item
from workflows.catalogue.located import read_yaml
from workflows.catalogue.pack import SHIPPED, Pack, beside, read_pack
from workflows.catalogue.publish import archived
from workflows.catalogue.releasing import Scope, end_trial, propose, release
from workflows.catalogue.simulate import NotAsTold, simulate
from workflows.catalogue.story import tell
from workflows.errors import Conflict, Forbidden, NotFound
from workflows.people.organisation import appointments


class Command(BaseCommand):
    """A pack is a folder or its archive; a published one is named by its code, or by code@version."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        new = verbs.add_parser("new", help="make a working item by answering questions")
        new.add_argument("folder", type=Path)
        new.add_argument("--set", action="append", default=[], metavar="NAME=ANSWER", help="answer without being asked")
        new.add_argument("--usual", action="store_true", help="take the usual answer to everything else")
        checked = verbs.add_parser("check", help="say what is wrong, by file and line; also of a city's file")
        checked.add_argument("places", nargs="*", help="packs; none for all that ship, and their city")
        told = verbs.add_parser("simulate", help="tell the scenarios as stories, or run over real cases")
        told.add_argument("place")
        told.add_argument("--scenario", default="", help="only the one with this code")
        told.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans")
        told.add_argument("--past", type=int, metavar="N", help="what would differ in the last N real cases")
        compared = verbs.add_parser("diff", help="say in words what differs between two versions")
        compared.add_argument("old")
        compared.add_argument("new")
        out = verbs.add_parser("publish", help="propose a pack, or release what somebody else proposed")
        out.add_argument("place", help="a pack; with --end-trial the code of an item")
        out.add_argument("--by", required=True, metavar="ACCOUNT", help="your account; its password is asked for")
        out.add_argument("--district", default="", metavar="CODE", help="only for cases brought in this division")
        out.add_argument("--channel", default="", help="only for cases brought by this channel")
        out.add_argument("--end-trial", action="store_true", help="end the trial in this division and channel")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            {
                "new": self.new,
                "check": self.check_all,
                "simulate": self.simulate,
                "diff": self.diff,
                "publish": self.publish,
            }[verb](options)
        except PackRefused as refused:
            raise CommandError(f"not as it must be:\n{refused}") from refused

    def new(self, options: dict[str, Any]) -> None:
        """Ask, write the files, and say what to do next."""
        folder: Path = options["folder"]
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty")
        given = dict(one.partition("=")[::2] for one in options["set"])
        if unknown := sorted(set(given) - {one.name for one in draft.QUESTIONS}):
            known = ", ".join(one.name for one in draft.QUESTIONS)
            raise CommandError(f"{', '.join(unknown)} is no question; there are {known}")
        answers: dict[str, str] = {}
        for one in draft.QUESTIONS:
            answers[one.name] = self.answer(one, given, answers, options["usual"])
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in draft.files(answers).items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"{folder} is a pack. Change it, then: manage.py pack check {folder}")

    def answer(self, one: draft.Answer, given: dict[str, str], before: dict[str, str], is_usual: bool) -> str:
        """The answer that was given, the usual one, or what is typed now; asked again while it cannot be."""
        usual = one.usual.format(**before)
        while True:
            named = one.name in given
            asked = not named and not (is_usual and usual)
            typed = self.ask(f"{one.question}{f' [{usual}]' if usual else ''}: ") if asked else given.get(one.name, "")
            try:
                return draft.checked(one.name, typed.strip() or usual)
            except draft.BadAnswer as bad:
                if not asked:
                    raise CommandError(str(bad)) from bad
                self.stderr.write(str(bad))

    def ask(self, question: str) -> str:
        """One line from the person."""
        try:
            return input(question)
        except EOFError as error:
            raise CommandError(f"not answered: {question}") from error

    def check_all(self, options: dict[str, Any]) -> None:
        """One line a pack, with its faults below it."""
        places = options["places"] or [
            SHIPPED / "city.yaml",
            *sorted(one.parent for name in ("service.yaml", "bundle.yaml") for one in SHIPPED.glob(f"*/{name}")),
        ]
        broken = sum(not self.passes(Path(place)) for place in places)
        if broken:
            raise CommandError(f"{broken} of {len(places)} have faults")

    def passes(self, place: Path) -> bool:
        """Whether a pack or a city's file has no fault; says which it has."""
        try:
            told, faults = _checked(place)
        except PackRefused as refused:
            told, faults = "cannot be read", list(refused.faults)
        self.stdout.write(f"{place.name:24} {told if not faults else f'{len(faults)} faults'}")
        for fault in faults:
            self.stdout.write(f"  {place / fault.file if place.is_dir() else place}{str(fault)[len(fault.file) :]}")
        return not faults

    def simulate(self, options: dict[str, Any]) -> None:
        """Stories, or the past."""
        pack = the_pack(options["place"])
        if pack.is_bundle:
            return self.simulate_bundle(pack, options)
        item = compile_item(pack)
        if options["past"]:
            return self.past(item, options["past"])
        found = [one for one in pack.scenarios.data if options["scenario"] in ("", one["code"])]
        if not found:
            raise CommandError("no such scenario")
        astray = 0
        for scenario in found:
            try:
                for line in tell(simulate(item, scenario), scenario, options["language"]):
                    self.stdout.write(line)
            except NotAsTold as error:
                astray += 1
                self.stdout.write(f"{item.code} / {scenario['code']}: NOT AS TOLD: {error.message}")
            self.stdout.write("")
        if astray:
            raise CommandError(f"{astray} of {len(found)} scenarios went another way")
        return None

    def simulate_bundle(self, pack: Pack, options: dict[str, Any]) -> None:
        """How the members stand at the end of each scenario; `check` says which of them went another way."""
        item = compile_any(pack, around(Path(options["place"])))
        for scenario in pack.scenarios.data:
            if options["scenario"] in ("", scenario["code"]):
                try:
                    found = simulate_bundle(item, scenario)
                except NotAsTold as error:
                    raise CommandError(f"{item.code} / {scenario['code']}: {error.message}") from error
                self.stdout.write(f"{item.code} / {scenario['code']}: {found.state}")
                for code, standing in found.standing.items():
                    state = f" ({found.runs[code].state})" if code in found.runs else ""
                    self.stdout.write(f"  {code:32} {standing}{state}")

    def past(self, item: Any, last: int) -> None:
        """What would have been otherwise in real cases; numbers and codes, nothing of a person."""
        seen = differing = 0
        for case in rehearse(item, last):
            seen += 1
            differing += bool(case.differences)
            for line in case.differences:
                self.stdout.write(f"{case.number}: {line}")
        self.stdout.write(f"{seen} cases of {item.code}: {differing} would have gone otherwise")

    def diff(self, options: dict[str, Any]) -> None:
        """Sentences; one where nothing differs."""
        lines = list(differences(the_pack(options["old"]), the_pack(options["new"])))
        for line in lines or ["Nothing differs."]:
            self.stdout.write(line)

    def publish(self, options: dict[str, Any]) -> None:
        """The first person proposes, the second releases the same bytes."""
        actor, scope = self.person(options["by"]), Scope(options["district"], options["channel"])
        try:
            if options["end_trial"]:
                end_trial(options["place"], actor, scope)
                self.stdout.write(f"The trial of {options['place']} is over.")
                return
            pack = the_pack(options["place"])
            try:
                version = release(pack, actor, scope)
            except NotFound:
                row = propose(pack, actor, scope)
                self.stdout.write(
                    f"{row.code} is proposed, sha256 {row.sha256}. Somebody else releases it the same way."
                )
            else:
                self.stdout.write(f"{version.code} version {version.number} is published, sha256 {version.sha256}")
        except Forbidden as error:
            reasons = {"own_proposal": "you proposed it yourself: another person must release it"}
            raise CommandError(reasons.get(error.code, error.code)) from error
        except Conflict as error:
            raise CommandError("no such trial runs") from error

    def person(self, account: str) -> Actor:
        """The member of staff behind an account, by its password. Raises CommandError."""
        user: Any = get_user_model().objects.filter(username=account, is_active=True).first()
        password = getpass(f"Password of {account}: ")
        if user is None or not user.check_password(password):
            raise CommandError("account and password do not fit")
        if not (user.is_staff or appointments(user.person)):
            raise CommandError(f"{account} is no staff")
        return Actor(kind="clerk", channel="system", person=user.person)


def the_pack(place: str) -> Pack:
    """The pack in a folder or archive, or a published one: `code`, or `code@version`. Raises PackRefused."""
    path = Path(place)
    if path.exists():
        return read_pack(path)
    try:
        return archived(place)
    except NotFound as error:
        raise CommandError(f"{place} does not exist") from error


def _checked(place: Path) -> tuple[str, list[Fault]]:
    """What to say of a place that is well, and its faults. Raises PackRefused."""
    if place.is_file() and place.suffix == ".yaml":
        city = read_yaml(place.name, place.read_bytes())
        return "its calendars are whole", list(calendar_faults(city))
    pack = the_pack(str(place))
    return f"well; {_count(pack)} scenarios come true", check(pack, around(place))


def around(place: Path) -> MemberItems:
    """The members of a bundle in a folder: the packs beside it, else those that ship."""

    def member(code: str) -> Item | None:
        found = beside(code, place.parent)
        return compile_item(found) if found and not found.is_bundle else shipped(code)

    return member


def _count(pack: Pack) -> int:
    return len(pack.scenarios.data or ())
