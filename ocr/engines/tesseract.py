"""Tesseract through pytesseract: chi_sim alone, on lines that our own finder cut out, one process for a page."""

import os
import re
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from ocr.engines.contract import EngineDown
from ocr.pages.geometry import box, cut
from ocr.pages.picture import PageImage
from ocr.pages.textlines import find_lines, flattened
from ocr.values import Line

if TYPE_CHECKING:
    from ocr.pages.geometry import Pixels

_LANGUAGE = "chi_sim"  # `+eng` costs 1.5 times the errors on printed Chinese
_LINE_PX = 42
_SECONDS = 120


@cache
def _probe() -> str:
    import pytesseract

    try:
        version = str(pytesseract.get_tesseract_version())
        languages = pytesseract.get_languages(config="")
    except (pytesseract.TesseractNotFoundError, OSError) as error:
        raise EngineDown("the program tesseract is not there; Debian has it in tesseract-ocr") from error
    if _LANGUAGE not in languages:
        raise EngineDown("tesseract lacks chi_sim; Debian has it in tesseract-ocr-chi-sim")
    return version


class Tesseract:
    """The named engine: it works everywhere, and reads scans better than photos."""

    code = "tesseract"
    trust = 1
    sure = 0.93

    def version(self) -> str:
        """The program's version and the language."""
        return f"{_probe()}+{_LANGUAGE}"

    def read(self, page: PageImage) -> list[Line]:
        """Lines of the finder that hold at least one character."""
        _probe()
        flat = flattened(page.pixels)
        quads = find_lines(flat)
        read = self._batch([cut(flat, quad, 0.12, _LINE_PX) for quad in quads])
        return [Line(text, quad, score) for quad, (text, score) in zip(quads, read, strict=True) if text]

    def read_lines(self, pieces: "Sequence[Pixels]") -> list[tuple[str, float]]:
        """Pictures of one line each, of any height."""
        _probe()
        whole = [box(0, 0, piece.shape[1], piece.shape[0]) for piece in pieces]
        return self._batch(
            [cut(flattened(each), quad, 0.0, _LINE_PX) for each, quad in zip(pieces, whole, strict=True)]
        )

    def _batch(self, pieces: "Sequence[Pixels]") -> list[tuple[str, float]]:
        """Text and confidence of each piece; Tesseract loads its model once for a list of files."""
        import pytesseract

        if not pieces:
            return []
        # Its threads fight for two cores and gain nothing on single lines.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for number, piece in enumerate(pieces):
                names.append(str(Path(folder) / f"{number}.png"))
                _framed(piece).save(names[-1], compress_level=1)
            index = Path(folder) / "pieces.txt"
            index.write_text("\n".join(names), encoding="utf-8")
            try:
                table = pytesseract.image_to_data(
                    str(index), lang=_LANGUAGE, config="--psm 7", timeout=_SECONDS, output_type=pytesseract.Output.DICT
                )
            except (RuntimeError, pytesseract.TesseractError) as error:
                raise EngineDown(f"tesseract failed: {error}") from error
        return _collected(table, len(pieces))


def _framed(piece: "Pixels") -> Image.Image:
    """A white border: glyphs that touch the edge are dropped by Tesseract."""
    image = Image.fromarray(piece)
    framed = Image.new(image.mode, (image.width + 24, image.height + 24), "white")
    framed.paste(image, (12, 12))
    return framed


def _collected(table: dict[str, list[str]], count: int) -> list[tuple[str, float]]:
    words: list[list[str]] = [[] for _ in range(count)]
    scores: list[list[float]] = [[] for _ in range(count)]
    for page, text, score in zip(table["page_num"], table["text"], table["conf"], strict=True):
        number = int(page) - 1
        if text.strip() and 0 <= number < count:
            words[number].append(text.strip())
            scores[number].append(float(score) / 100)
    return [
        (_joined(each), sum(score) / len(score) if score else 0.0) for each, score in zip(words, scores, strict=True)
    ]


def _joined(words: list[str]) -> str:
    """Words with the spaces that Tesseract puts between Han taken out."""
    return re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", " ".join(words))


ENGINE = Tesseract()
