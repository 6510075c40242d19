"""What every engine is: a name, a version, a probe, and reading of a page or of one line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from ocr.pages.picture import PageImage
from ocr.values import Line

if TYPE_CHECKING:
    from ocr.pages.geometry import Pixels


class EngineDown(RuntimeError):
    """The engine cannot work here; the message says what is missing."""


class Engine(Protocol):
    """Quads are in pixels of the page that was given, confidence 0..1."""

    code: str
    trust: int  # the probe tries the highest first
    sure: float  # a confidence from which its text needs no second look

    def version(self) -> str:
        """The versions of engine and model. Raises EngineDown."""

    def read(self, page: PageImage) -> list[Line]:
        """The lines of a page, in no promised order. Raises EngineDown."""

    def read_lines(self, pieces: "Sequence[Pixels]") -> list[tuple[str, float]]:
        """Text and confidence of pictures that hold one line each. Raises EngineDown."""
