"""The parts of the story: each somebody's own way through the pages."""

import time
from dataclasses import dataclass, field
from typing import Any

from portal.accounts import demo
from portal.rest.clients import secret_path
from portal.story.browser import Browser, Client, Page, Unexpected
from portal.story.papers import PHOTOS, TYPED, photo

TOTP_SECONDS = 30
OFFICERS = ("王若楠", "赵启文")


@dataclass
class Story:
    """The portal's address, the quality of the photos, and the case as it goes."""

    base: str
    quality: str = "phone"
    case: str = ""
    number: str = ""
    code: str = ""
    cases: str = "cases"
    """Where the pages of filing are: `cases` for citizens, `hall/cases` at the counter."""
    applicant: str = "luo"
    browsers: dict[str, Browser] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """The page of the case."""
        return f"{self.cases}/{self.case}/"

    def browser(self, username: str) -> Browser:
        """This person's browser, signed in once: a code opens once in thirty seconds."""
        if username not in self.browsers:
            self.browsers[username] = signed_in(self.base, username)
        return self.browsers[username]


def signed_in(base: str, username: str) -> Browser:
    """A browser in which this account is signed in; staff give their code too."""
    browser = Browser(base)
    page = browser.get("accounts/login/")
    page = browser.submit(page, "login/", {"login": username, "password": demo.password_of(username)})
    for _ in range(3):
        if "2fa/authenticate" not in page.url:
            return browser
        page = browser.submit(page, "", {"code": demo.code_of(username)})
        if "2fa/authenticate" in page.url:
            # A code opens once: wait for the next one.
            time.sleep(TOTP_SECONDS - time.time() % TOTP_SECONDS + 0.5)
    raise Unexpected(f"{username} cannot sign in: {page.text[:300]}")


def find(story: Story) -> str:
    """Somebody without an account searches, in Chinese and in English, and reads the guide."""
    for language, words in (("zh-hans", "我想开面馆"), ("en", "open a restaurant")):
        browser = Browser(story.base, language)
        page = browser.get(f"?q={quoted(words)}")
        # The bundle that holds the permit may come before it.
        best = page.links("/items/")[:3]
        if not any("food_permit" in link for link in best):
            raise Unexpected(f"{words} finds {', '.join(best)}")
    guide = browser.get("items/food_permit/")
    return f"{len(guide.document.xpath('//main//dl'))} lists in the guide"


def quoted(words: str) -> str:
    """Words as they stand in an address."""
    from urllib.parse import quote

    return quote(words)


def draft(story: Story, citizen: Browser) -> str:
    """Start a draft and upload the three photos."""
    page = citizen.submit(citizen.get("items/food_permit/"), "/start/")
    story.case = page.url.rstrip("/").rsplit("/", 1)[1]
    return f"{upload(story, citizen)}, case {story.case[:8]}"


def upload(story: Story, browser: Browser) -> str:
    """Put a picture of each paper into its slot."""
    for slot in PHOTOS[story.applicant]:
        sample = photo(story.applicant, slot, story.quality)
        files = {"file": (f"{slot}.jpg", sample.data, sample.media_type)}
        answer = browser.submit(browser.get(f"{story.page}papers/"), "/papers/upload/", {"slot": slot}, files)
        if answer.status != 200:
            raise Unexpected(f"{slot} is refused: {answer.text[:300]}")
    return f"{len(PHOTOS[story.applicant])} papers uploaded"


def counter(story: Story, clerk: Browser, citizen: Browser) -> str:
    """A clerk files for a citizen who stands there; the citizen sees the case with the clerk's name."""
    who = {"id_number": "990102198803150242", "name": "林晓岚", "item": "food_permit"}
    page = clerk.submit(clerk.get("counter/"), "", who)
    story.case = page.url.rstrip("/").rsplit("/", 1)[1]
    upload(story, clerk)
    read(story, clerk)
    fill(story, clerk)
    hand_in(story, clerk)
    page = citizen.get(f"cases/{story.case}/")
    if "陆明远" not in page.text:
        raise Unexpected(f"the citizen does not see who filed: {page.text[:300]}")
    return f"number {story.number}, on the citizen's page with the clerk's name; it waits at the front desk"


def read(story: Story, citizen: Browser) -> str:
    """Wait until all papers are read."""
    until = time.monotonic() + 300
    while "hx-get" in (page := citizen.get(f"{story.page}papers/")).body.decode():
        if time.monotonic() > until:
            raise Unexpected("the papers are not read")
        time.sleep(0.5)
    return f"{len(page.document.xpath('//*[starts-with(@id, $prefix)]', prefix='reading-'))} papers read"


def fill(story: Story, citizen: Browser) -> str:
    """Go through the form: most of it is filled; correct one value, type what no paper says."""
    filled = typed = 0
    page = citizen.get(story.page)
    for link in dict.fromkeys(page.links("/form/")):
        page = citizen.get(link)
        form = page.form("")
        names = {
            control.get("name") for control in form.xpath(".//input[not(@type='hidden')] | .//textarea | .//select")
        }
        given = {name: value for name, value in form.form_values() if value and name in names}
        filled += len(given)
        values: dict[str, Any] = {name: TYPED[name] for name in names & TYPED.keys() if name not in given}
        typed += len(values)
        if "landlord" in names:
            values["landlord"] = f"{given.get('landlord', '')}女士"
        answer = citizen.submit(page, "", values | {"go_on": "1"})
        if answer.status != 200:
            raise Unexpected(f"{link}: {answer.text[:400]}")
    return f"{filled} values were there before anybody typed; 1 corrected, {typed} typed"


def hand_in(story: Story, citizen: Browser) -> str:
    """Check and hand in; the receipt has the number and the code."""
    page = citizen.get(f"{story.page}check/")
    page = citizen.submit(page, "/submit/", {"statement": "yes"})
    if "/submitted/" not in page.url:
        raise Unexpected(f"not handed in: {page.text[:600]}")
    codes = page.document.xpath("//main//*[contains(@class, 'od-code')]/text()")
    story.number, story.code = codes[0].strip(), codes[1].strip()
    return f"number {story.number}"


def follow(story: Story) -> str:
    """Anybody with the receipt follows the case, without an account."""
    page = Browser(story.base).get(f"s/{story.code}/")
    return f"query code {story.code} shows the status and no name ({'罗建业' not in page.text})"


def open_task(story: Story, clerk: Browser) -> Page:
    """The clerk's own task in this case."""
    rows = clerk.get("inbox/").document.xpath("//main//li[contains(@class, 'od-task')]")
    for row in rows:
        if story.number in row.text_content():
            return clerk.get(row.xpath(".//a/@href")[0])
    raise Unexpected(f"no task of {story.number} in the inbox")


def finish(story: Story, username: str, values: dict[str, Any], action: str = "finish") -> str:
    """A clerk finishes the task of this case by its form."""
    clerk = story.browser(username)
    page = open_task(story, clerk)
    for index, form in enumerate(page.document.xpath("//main//form")):
        if dict(form.form_values()).get("action") == action:
            answer = send(clerk, page, index, values)
            if answer.status != 200 or "/inbox/" not in answer.url:
                raise Unexpected(f"{username} cannot finish: {answer.text[:500]}")
            return f"{username}: {action}"
    raise Unexpected(f"no form {action!r} for {username}")


def send(browser: Browser, page: Page, index: int, values: dict[str, Any]) -> Page:
    """Send the form at this place of the page."""
    document = page.document
    for number, form in enumerate(document.xpath("//main//form")):
        if number != index:
            form.getparent().remove(form)
    from lxml import html

    return browser.submit(Page(page.url, page.status, html.tostring(document, encoding="utf-8"), ""), "", values)


def answer_correction(story: Story, citizen: Browser) -> str:
    """The citizen answers the one point that was asked about."""
    page = citizen.get(story.page)
    links = page.links("/form/")
    page = citizen.get(links[0])
    answer = citizen.submit(page, "", {"food_manager": "唐若溪", "seats": "36", "go_on": "1"})
    if answer.status != 200:
        raise Unexpected(answer.text[:400])
    page = citizen.submit(citizen.get(f"{story.page}check/"), "/submit/", {"statement": "yes"})
    if "/submitted/" not in page.url:
        raise Unexpected(f"not handed in again: {page.text[:500]}")
    return "one point answered"


def by_system(story: Story) -> str:
    """The fire brigade's own system gives its opinion through the REST interface."""
    system = Client(story.base, "fire_system", secret_path("fire_system").read_text(encoding="ascii"))
    tasks = system.call("tasks/")["results"]
    mine = next(task for task in tasks if task["number"] == story.number)
    case = system.call(f"cases/{mine['case']}/")
    result = system.call(f"tasks/{mine['id']}/opinion/", {"outcome": "agree", "opinion": "消防设施符合要求。"})
    return f"POST opinion, {len(case['values'])} values read, entry {str(result['receipt'])[:8]}"


def visit(story: Story) -> str:
    """Two officers see the place."""
    page = open_task(story, story.browser("inspector"))
    named = " or ".join(f"contains(following-sibling::label, '{name}')" for name in OFFICERS)
    staff = page.document.xpath(f"//input[@name='staff'][{named}]/@value")
    return finish(story, "inspector", {"staff": staff, "findings": "冷食间独立，设施齐全。", "outcome": "passed"})
