"""Says what a pack's document text may contain: plain structure, no styles, scripts, pictures or addresses."""

from dataclasses import dataclass
from html.parser import HTMLParser

# fmt: off
ELEMENTS = frozenset(
    {"h1", "h2", "h3", "p", "div", "section", "span", "strong", "em", "b", "i", "small", "sub", "sup", "ul", "ol",
     "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "ruby", "rt",
     "br", "hr", "wbr"}
)
# fmt: on
ATTRIBUTES = frozenset({"class", "lang", "colspan", "rowspan", "scope", "start"})
_VOID = frozenset({"br", "hr", "wbr"})


@dataclass(frozen=True)
class MarkupFault:
    """One thing in a document text that is not allowed."""

    line: int
    code: str
    """element, attribute, placeholder_in_tag, unclosed, unopened, declaration."""
    name: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[MarkupFault] = []
        self.open: list[tuple[str, int]] = []

    def _fault(self, code: str, name: str) -> None:
        self.faults.append(MarkupFault(self.getpos()[0], code, name))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self._fault("element", tag)
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self._fault("attribute", name)
            elif "${" in (value or ""):
                # A value in an attribute would stand outside the escaping that is made for text.
                self._fault("placeholder_in_tag", name)
        if tag not in _VOID:
            self.open.append((tag, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self._fault("unopened", tag)

    def handle_decl(self, decl: str) -> None:
        self._fault("declaration", decl)

    def handle_pi(self, data: str) -> None:
        self._fault("declaration", data)

    def unknown_decl(self, data: str) -> None:
        self._fault("declaration", data)


def check_markup(text: str) -> tuple[MarkupFault, ...]:
    """Every fault of a document text, in the order of its lines; every element must be closed where it was opened."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    unclosed = [MarkupFault(line, "unclosed", tag) for tag, line in reader.open]
    return tuple(sorted((*reader.faults, *unclosed), key=lambda fault: fault.line))
