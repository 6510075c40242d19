"""A small browser for driving pages: cookies, forms as they stand in the page, uploads, redirects."""

import http.cookiejar
import json
import time
import urllib.parse
import urllib.request
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError

from lxml import html

TIMEOUT_SECONDS = 60
Values = Mapping[str, str | list[str]]
Files = dict[str, tuple[str, bytes, str]]
"""Input name to file name, bytes and media type."""


class Unexpected(Exception):
    """The portal answered something else than the story needs."""


@dataclass(frozen=True)
class Page:
    """An answer of the portal."""

    url: str
    status: int
    body: bytes
    content_type: str

    @property
    def document(self) -> Any:
        """The page as a tree."""
        return html.fromstring(self.body.decode("utf-8"), base_url=self.url)

    @property
    def text(self) -> str:
        """The words of the page's main part."""
        main = self.document.xpath("//main")
        return " ".join((main[0] if main else self.document).text_content().split())

    def form(self, action: str = "") -> Any:
        """The form whose address ends in `action`, or the first of the main part. Raises Unexpected."""
        for form in self.document.xpath("//main//form"):
            if (form.get("action") or "").split("#")[0].endswith(action):
                return form
        raise Unexpected(f"no form {action!r} on {self.url}: {self.text[:300]}")

    def links(self, part: str) -> list[str]:
        """Addresses of the page's links that contain `part`."""
        return [str(link) for link in self.document.xpath("//a/@href") if part in link]


class Browser:
    """One person's browser."""

    def __init__(self, base: str, language: str = "zh-hans") -> None:
        self.base = base.rstrip("/")
        self.prefix = "/en" if language == "en" else ""
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def open(self, request: urllib.request.Request) -> Page:
        """Send a request and follow its redirects; an error page is a page too."""
        try:
            answer = self.opener.open(request, timeout=TIMEOUT_SECONDS)
        except HTTPError as error:
            answer = error
        with answer:
            kind = answer.headers.get("Content-Type", "")
            return Page(answer.url, answer.status, answer.read(), kind)

    def request(self, path: str) -> urllib.request.Request:
        """A request for a page in this browser's language."""
        return urllib.request.Request(urllib.parse.urljoin(self.base + self.prefix + "/", path))  # noqa: S310

    def get(self, path: str) -> Page:
        """Look at a page; it must be there."""
        page = self.open(self.request(path))
        if page.status >= 400:
            raise Unexpected(f"{path} answers {page.status}: {page.text[:300]}")
        return page

    def submit(self, page: Page, action: str = "", values: Values | None = None, files: Files | None = None) -> Page:
        """Fill in a form of `page` and send it, as a person would: what the page has put in stays."""
        form = page.form(action)
        sent: dict[str, list[str]] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        for name, changed in (values or {}).items():
            sent[name] = changed if isinstance(changed, list) else [changed]
        body, content_type = encoded(sent, files)
        target = urllib.parse.urljoin(page.url, form.get("action") or "")
        headers = {"Content-Type": content_type, "Referer": page.url}
        request = urllib.request.Request(target, body, headers, method="POST")  # noqa: S310
        return self.open(request)

    def wait(self, path: str, words: str, seconds: float = 180) -> Page:
        """Look at a page again and again until it holds `words`. Raises Unexpected."""
        until = time.monotonic() + seconds
        while True:
            page = self.get(path)
            if words in page.body.decode("utf-8", "replace"):
                return page
            if time.monotonic() > until:
                raise Unexpected(f"{path} does not say {words!r}: {page.text[:400]}")
            time.sleep(0.5)


def encoded(values: dict[str, list[str]], files: Files | None) -> tuple[bytes, str]:
    """The body of a form with its content type (RFC 7578 where it carries files)."""
    if not files:
        return urllib.parse.urlencode(values, doseq=True).encode(), "application/x-www-form-urlencoded"
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, several in values.items()
        for value in several
        if name not in files
    ]
    for name, (file_name, data, media_type) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        parts.append(f"{head}Content-Type: {media_type}\r\n\r\n".encode() + data + b"\r\n")
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class Client:
    """A department's system with its client credentials."""

    def __init__(self, base: str, client_id: str, secret: str) -> None:
        self.base = base.rstrip("/")
        grant = {"grant_type": "client_credentials", "scope": "cases:read cases:write"}
        body = urllib.parse.urlencode(grant | {"client_id": client_id, "client_secret": secret}).encode()
        with urllib.request.urlopen(f"{self.base}/oauth/token/", body, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            self.token = json.load(answer)["access_token"]

    def call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Ask, or with a body do, something; a request that changes carries a key of its own."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if body is not None:
            headers["Idempotency-Key"] = uuid.uuid4().hex
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.base}/api/v1/{path}", data, headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
                return json.load(answer)
        except HTTPError as error:
            raise Unexpected(f"{path} answers {error.code}: {error.read()[:300]!r}") from error
