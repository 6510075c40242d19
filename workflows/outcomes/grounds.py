"""What every adverse act must carry: reasons, law and rights; a value without them cannot be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workflows.catalogue.item import Rights
from workflows.law.label import Label


class Unfounded(ValueError):
    """An adverse act lacks what the law asks for; `missing` names reasons, bases, rights or online."""

    def __init__(self, *missing: str) -> None:
        super().__init__(f"adverse without {', '.join(missing)}")
        self.missing = missing


@dataclass(frozen=True)
class Grounds:
    """Why an adverse act is done, by which law, and what can be done against it (行政许可法 32, 38, 行政复议法 20)."""

    reasons: str
    bases: tuple[str, ...]
    """Articles as printed, such as 《食品安全法》第三十三条."""
    rights: tuple[Label, ...]
    online: str
    """Where reconsideration can be asked for online (行政复议法 22(2))."""

    def __post_init__(self) -> None:
        full = {
            "reasons": bool(self.reasons.strip()),
            "bases": bool(self.bases) and all(basis.strip() for basis in self.bases),
            "rights": bool(self.rights) and all(right.zh.strip() for right in self.rights),
            "online": not self.rights or bool(self.online.strip()),
        }
        if missing := [name for name, is_full in full.items() if not is_full]:
            raise Unfounded(*missing)

    @classmethod
    def of(cls, reasons: str, bases: Iterable[str], rights: Rights | None) -> "Grounds":
        """Trims blanks and drops empty articles. Raises Unfounded."""
        given = (rights.text,) if rights else ()
        online = rights.reconsideration_channel.zh if rights else ""
        return cls(reasons.strip(), tuple(basis.strip() for basis in bases if basis.strip()), given, online)

    @classmethod
    def kept(cls, reasons: str, bases: Iterable[str], rights: Iterable[dict[str, str]], online: str) -> "Grounds":
        """The grounds that a row keeps. Raises Unfounded."""
        return cls(reasons, tuple(bases), tuple(Label(**right) for right in rights), online)

    def to_row(self) -> dict[str, Any]:
        """The columns of a row that records the act."""
        rights = rights_json(self.rights)
        return {"reasons": self.reasons, "bases": list(self.bases), "rights": rights, "online": self.online}


def rights_json(rights: Iterable[Label]) -> list[dict[str, str]]:
    """Rights as JSON."""
    return [{"zh": right.zh, "en": right.en} for right in rights]
