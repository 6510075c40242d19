"""The frame around a document's text: paper, head, signature, seal's place and verification box; never the text."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Literal

from workflows.law.label import Label
from workflows.outcomes import codes, ornament, qr
from workflows.outcomes.template import escaped

Layout = Literal["letter", "certificate"]
SEAL_PLACE = "seal"
"""Name of the destination in the PDF over which the seal is set."""


@dataclass(frozen=True)
class Issuer:
    """The body in whose name a document goes out."""

    code: str
    name: Label
    uscc: str


@dataclass(frozen=True)
class Frame:
    """What the frame prints; every text is plain and gets escaped."""

    layout: Layout
    title: str
    """Title in the PDF's metadata."""
    issuer: Issuer
    number: str
    """Number of the document as printed, or the identifier of a certificate."""
    dated: date
    verify_url: str
    """Address that the QR code leads to."""
    code: str = ""
    """Public code printed beside the QR code; empty prints none."""


def framed(body_html: str, frame: Frame) -> str:
    """A complete HTML document; `body_html` is trusted to be filled and checked."""
    return (
        f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>{_line(frame.title)}</title>'
        f'<meta name="author" content="{_line(frame.issuer.name.zh)}">'
        f'<meta name="dcterms.created" content="{frame.dated.isoformat()}">'
        f"<style>{style(frame.layout)}</style></head>"
        f"<body>{_head(frame)}<main>{body_html}</main>{_closing(frame)}</body></html>"
    )


def _head(frame: Frame) -> str:
    return (
        f'<header class="head"><div class="issuer">{_line(frame.issuer.name.zh)}</div>'
        f'<div class="issuer-en" lang="en">{_line(frame.issuer.name.en)}</div>'
        f'<div class="number">{_line(frame.number)}</div></header>'
    )


def _closing(frame: Frame) -> str:
    code = f'<div class="code">{_line(codes.grouped(frame.code))}</div>' if frame.code else ""
    number = f'<div class="number">{_line(frame.number)}</div>' if frame.layout == "certificate" else ""
    return (
        f'<footer class="closing"><div class="verify">'
        f'<img src="{qr.svg_uri(frame.verify_url)}" alt="核验二维码 {_line(frame.verify_url)}"><div>'
        f'扫码核验真伪<br><span lang="en">Scan to verify</span>{code}{number}</div></div>'
        f'<div class="signature">{_line(frame.issuer.name.zh)}<br>{chinese_date(frame.dated)}'
        f'<span id="{SEAL_PLACE}"></span></div></footer>'
    )


def _line(text: str) -> str:
    """`text` in one line, fit for an element and for a quoted attribute."""
    return escaped(" ".join(text.split()))


def chinese_date(day: date) -> str:
    """The date as official papers write it, such as 2026年9月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


@cache
def style(layout: Layout) -> str:
    """The style sheet of a layout, its own drawings put in as data: addresses."""
    folder = resources.files("workflows.outcomes") / "styles"
    text = (folder / "base.css").read_text("utf-8") + (folder / f"{layout}.css").read_text("utf-8")
    drawings = {"border.svg": ornament.border(281, 194), "rosette.svg": ornament.rosette(132)}
    for name, drawing in drawings.items():
        text = text.replace(f"url({name})", f"url({ornament.uri(drawing)})")
    return text
