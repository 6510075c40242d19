"""Correct a certificate (更正): a mistake of the body is put right, free of charge; old and new stay verifiable."""

import dataclasses
from typing import ClassVar

from workflows.cases.licence import ReplacingCommand


@dataclasses.dataclass(frozen=True)
class CorrectLicence(ReplacingCommand):
    """`reasons` says what was wrong."""

    code: ClassVar[str] = "correct_licence"
    act: ClassVar[str] = "correct"


KIND = CorrectLicence
