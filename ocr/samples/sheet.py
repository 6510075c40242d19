"""A sheet of paper to draw on in millimetres, which remembers where each field's value stands."""

import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from PIL import Image, ImageChops, ImageDraw, ImageFont

from ocr.values import Quad

Font = Literal["sans", "sans-bold", "serif", "serif-bold"]
Colour = tuple[int, int, int]

BLACK: Colour = (28, 26, 28)
BLUE: Colour = (40, 84, 140)
RED: Colour = (200, 30, 36)
_FILES = {
    "sans": "NotoSansCJK-Regular.ttc",
    "sans-bold": "NotoSansCJK-Bold.ttc",
    "serif": "NotoSerifCJK-Regular.ttc",
    "serif-bold": "NotoSerifCJK-Bold.ttc",
}
_FOLDERS = ("/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk", "/usr/share/fonts/google-noto-cjk")
_SIMPLIFIED = 2  # the face of a Noto CJK collection that draws mainland forms


@cache
def _font(font: Font, size_px: int) -> ImageFont.FreeTypeFont:
    for folder in _FOLDERS:
        path = Path(folder) / _FILES[font]
        if path.exists():
            return ImageFont.truetype(str(path), size_px, index=_SIMPLIFIED)
    raise FileNotFoundError(f"{_FILES[font]} is in none of {', '.join(_FOLDERS)}; Debian has it in fonts-noto-cjk.")


_faces: ContextVar[Mapping[Font, Font]] = ContextVar("faces", default=MappingProxyType({}))


@contextmanager
def printed_in(faces: Mapping[Font, Font]) -> Iterator[None]:
    """Sheets made inside are set in other faces than their drawers ask for."""
    token = _faces.set(faces)
    try:
        yield
    finally:
        _faces.reset(token)


class Sheet:
    """Lengths are millimetres from the top left corner; a text's y is the top of its square."""

    def __init__(self, width_mm: float, height_mm: float, dpi: int = 300, paper: Colour = (255, 255, 255)) -> None:
        self.dpi = dpi
        self.width_mm, self.height_mm = width_mm, height_mm
        self.image = Image.new("RGB", (self.px(width_mm), self.px(height_mm)), paper)
        self.draw = ImageDraw.Draw(self.image)
        self.boxes: dict[str, list[tuple[float, float, float, float]]] = {}
        self._faces = _faces.get()

    def _face(self, font: Font, size: float) -> ImageFont.FreeTypeFont:
        return _font(self._faces.get(font, font), self.px(size))

    def px(self, mm: float) -> int:
        """Pixels of a length."""
        return round(mm * self.dpi / 25.4)

    def text(
        self, x: float, y: float, text: str, size: float, *, font: Font = "sans", fill: Colour = BLACK, field: str = ""
    ) -> float:
        """Writes one line with a square of `size` mm; returns the x of its end."""
        face = self._face(font, size)
        at = (self.px(x), self.px(y) - self.px(size * 0.2))
        self.draw.text(at, text, font=face, fill=fill)
        if field and text:
            self.boxes.setdefault(field, []).append(self.draw.textbbox(at, text, font=face))
        return x + face.getlength(text) * 25.4 / self.dpi

    def label(
        self, x: float, y: float, text: str, size: float, width: float, *, font: Font = "sans", fill: Colour = BLACK
    ) -> None:
        """Writes a label spread over `width` mm, as printed forms justify 名 称."""
        gap = (width - size) / max(1, len(text) - 1)
        for i, char in enumerate(text):
            self.text(x + i * gap, y, char, size, font=font, fill=fill)

    def centred(self, y: float, text: str, size: float, *, font: Font = "serif-bold", fill: Colour = BLACK,
                field: str = "", between: tuple[float, float] | None = None) -> None:  # fmt: skip
        """Writes one line in the middle of the sheet, or of the span `between`."""
        left, right = between or (0.0, self.width_mm)
        width = self._face(font, size).getlength(text) * 25.4 / self.dpi
        self.text(left + (right - left - width) / 2, y, text, size, font=font, fill=fill, field=field)

    def wrapped(self, x: float, y: float, text: str, size: float, width: float, *, leading: float = 1.5,
                font: Font = "sans", field: str = "", first: float = 0.0) -> float:  # fmt: skip
        """Writes as many lines of `width` mm as it takes, the first one indented; returns the y below the last."""
        face, line, indent = self._face(font, size), "", first
        for char in text + "\n":
            if char == "\n" or face.getlength(line + char) * 25.4 / self.dpi > width - indent:
                self.text(x + indent, y, line, size, font=font, field=field)
                y, line, indent = y + size * leading, "", 0.0
            line += char.strip("\n")
        return y

    def rules(self, lines: Iterable[tuple[float, float, float, float]], width: float = 0.3) -> None:
        """Draws straight lines (x1, y1, x2, y2)."""
        for x1, y1, x2, y2 in lines:
            self.draw.line([self.px(x1), self.px(y1), self.px(x2), self.px(y2)], fill=BLACK, width=self.px(width))

    def frame(self, inset: float, width: float, colour: Colour) -> None:
        """Draws a rectangle `inset` mm inside the edge."""
        right, bottom = self.width_mm - inset, self.height_mm - inset
        box = [self.px(inset), self.px(inset), self.px(right), self.px(bottom)]
        self.draw.rectangle(box, outline=colour, width=self.px(width))

    def portrait(self, x: float, y: float, width: float, height: float) -> None:
        """Draws a faceless head and shoulders with the word 样张, so that no sample passes for a real paper."""
        w, h = self.px(width), self.px(height)
        picture = Image.new("RGB", (w, h), (226, 231, 238))
        pen = ImageDraw.Draw(picture)
        pen.ellipse([w * 0.3, h * 0.15, w * 0.7, h * 0.55], fill=(150, 156, 168))
        pen.ellipse([w * 0.1, h * 0.6, w * 0.9, h * 1.3], fill=(112, 118, 132))
        self.image.paste(picture, (self.px(x), self.px(y)))
        self.text(x + width / 2 - 4, y + height * 0.04, "样张", 4, fill=(236, 240, 246))

    def seal(self, x: float, y: float, radius: float, text: str) -> None:
        """Stamps a round red seal over what is there, its centre at (x, y)."""
        size = self.px(radius * 2)
        stamp = Image.new("RGB", (size, size), (255, 255, 255))
        pen, centre = ImageDraw.Draw(stamp), size / 2
        pen.ellipse([2, 2, size - 3, size - 3], outline=RED, width=max(2, size // 36))
        star = [(centre + size * 0.16 * r * math.sin(a), centre - size * 0.16 * r * math.cos(a))
                for a, r in ((i * math.pi / 5, 1 if i % 2 == 0 else 0.4) for i in range(10))]  # fmt: skip
        pen.polygon(star, fill=RED)
        face = _font("serif-bold", max(6, round(size * min(0.13, 2.0 / len(text)))))
        for i, char in enumerate(text):
            angle = (i - (len(text) - 1) / 2) * min(26.0, 250 / len(text))
            glyph = Image.new("RGB", (size, size), (255, 255, 255))
            ImageDraw.Draw(glyph).text((centre, size * 0.13), char, font=face, fill=RED, anchor="mm")
            stamp = ImageChops.darker(stamp, glyph.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)))
        at = (self.px(x - radius), self.px(y - radius))
        under = self.image.crop((at[0], at[1], at[0] + size, at[1] + size))
        self.image.paste(ImageChops.multiply(under, stamp), at)

    def qr(self, x: float, y: float, side: float, payload: str) -> None:
        """Prints a QR code with a quiet zone inside `side`."""
        import segno

        rows = [list(row) for row in segno.make(payload, error="m").matrix_iter(border=2)]
        code = Image.new("L", (len(rows[0]), len(rows)))
        code.putdata([0 if cell else 255 for row in rows for cell in row])
        size = self.px(side)
        self.image.paste(code.resize((size, size), Image.Resampling.NEAREST).convert("RGB"), (self.px(x), self.px(y)))

    def quads(self) -> dict[str, Quad]:
        """The box around each field's value, in pixels of `image`."""
        out: dict[str, Quad] = {}
        for field, boxes in self.boxes.items():
            left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
            out[field] = ((left, top), (right, top), (right, bottom), (left, bottom))
        return out
