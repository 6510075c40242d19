"""Change a certificate (变更): the holder asked for it and fulfils the conditions (行政许可法 49)."""

import dataclasses
from typing import ClassVar

from workflows.cases.licence import ReplacingCommand


@dataclasses.dataclass(frozen=True)
class ChangeLicence(ReplacingCommand):
    """`values` is what the new certificate says instead; serial kept, next version."""

    code: ClassVar[str] = "change_licence"
    act: ClassVar[str] = "change"


KIND = ChangeLicence
