"""`manage.py demo`: drives the whole story through the running portal, printing each step with its time."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.story import parts, proving
from portal.story.browser import Unexpected
from portal.story.parts import Story


class Command(BaseCommand):
    """Needs a demonstration that is up; the last line holds the verdict."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", default=settings.ONEDOOR_URL, help="where the portal answers")
        parser.add_argument("--quality", choices=["phone", "scan"], default="phone", help="how the papers are taken")

    def handle(self, *args: Any, url: str, quality: str, **options: Any) -> None:
        if not settings.ONEDOOR_DEMO:
            raise CommandError("ONEDOOR_DEMO is off: the story needs the demonstration accounts.")
        story = Story(url, quality)
        try:
            with tempfile.TemporaryDirectory() as folder:
                self.stdout.write(self.drive(story, Path(folder)))
        except Unexpected as error:
            raise CommandError(str(error)) from error

    def step(self, words: str, act: Callable[[], str]) -> None:
        """Do one step and print it with its seconds."""
        started = time.monotonic()
        told = act()
        self.stdout.write(f"{time.monotonic() - started:6.1f} s  {words}: {told}")
        self.stdout.flush()

    def drive(self, story: Story, folder: Path) -> str:
        """From the search to the proof."""
        self.step("search and guide", lambda: parts.find(story))
        citizen = story.browser("luo")
        self.step("draft and photos", lambda: parts.draft(story, citizen))
        self.step("reading", lambda: parts.read(story, citizen))
        self.step("form", lambda: parts.fill(story, citizen))
        self.step("handed in", lambda: parts.hand_in(story, citizen))
        self.step("status by code", lambda: parts.follow(story))
        point = {"field-seats": "1", "why-field-seats": "请按实际桌椅数填写。"}
        self.step("correction asked", lambda: parts.finish(story, "desk", point, "ask_correction"))
        self.step("correction answered", lambda: parts.answer_correction(story, citizen))
        self.step("accepted", lambda: parts.finish(story, "desk", {}, "accept"))
        agree = {"outcome": "agree", "opinion": "符合条件。"}
        self.step("food review", lambda: parts.finish(story, "food", agree))
        self.step("fire opinion by REST", lambda: parts.by_system(story))
        self.step("city management opinion", lambda: parts.finish(story, "city", agree))
        self.step("site visit", lambda: parts.visit(story))
        self.step("decision", lambda: parts.finish(story, "head", {"outcome": "grant"}))
        at_counter = Story(story.base, "scan", cases="hall/cases", applicant="lin")
        self.step(
            "filed at the counter",
            lambda: parts.counter(at_counter, at_counter.browser("desk2"), at_counter.browser("lin")),
        )
        self.step("certificate", lambda: proving.certificate(story, citizen, folder))
        self.step("proof", lambda: proving.proof_file(story, citizen, folder))
        return proving.verdict(folder, settings.CHAIN_RPC).splitlines()[0]
