"""Identifiers of electronic certificates after GB/T 36904: built, read and checked."""

import re
from dataclasses import dataclass

from stdnum.iso7064 import mod_37_36

OID = "1.2.156.3005.2"
_TYPE = re.compile(r"[0-9A-Z]{18}[0-9]{3}", re.ASCII)
# A body is named by its 18-character credit code; older identifiers carry a six-digit division instead.
_ISSUER = re.compile(r"[0-9A-Z]{18}|[0-9]{6}", re.ASCII)
_SERIAL = re.compile(r"[0-9A-Z]{1,22}", re.ASCII)
_VERSION = re.compile(r"[0-9]{3}", re.ASCII)


class BadIdentifier(ValueError):
    """`part` names what is wrong: shape, type, issuer, serial, version or check."""

    def __init__(self, part: str, text: str) -> None:
        super().__init__(f"{part} of certificate identifier {text!r}")
        self.part = part


@dataclass(frozen=True)
class ElicenceId:
    """The parts of an identifier; always well-formed."""

    type: str
    """21 characters: credit code of the body that defines the type, then three digits."""
    issuer: str
    """Credit code of the issuing body (18 characters), or a division code (6 digits)."""
    serial: str
    version: int = 1
    """1 to 999; a corrected or changed certificate keeps its serial and gets the next version."""

    def __post_init__(self) -> None:
        parts = {"type": (_TYPE, self.type), "issuer": (_ISSUER, self.issuer), "serial": (_SERIAL, self.serial)}
        for name, (pattern, value) in parts.items():
            if not pattern.fullmatch(value):
                raise BadIdentifier(name, value)
        if not 1 <= self.version <= 999:
            raise BadIdentifier("version", str(self.version))

    @property
    def check(self) -> str:
        """ISO 7064 MOD 37,36 over the parts joined, without the object identifier and the dots."""
        return str(mod_37_36.calc_check_digit(f"{self.type}{self.issuer}{self.serial}{self.version:03}"))

    def __str__(self) -> str:
        return f"{OID}.{self.type}.{self.issuer}.{self.serial}.{self.version:03}.{self.check}"

    def next_version(self) -> "ElicenceId":
        """The identifier of the certificate that takes this one's place."""
        return ElicenceId(self.type, self.issuer, self.serial, self.version + 1)


def parse(text: str) -> ElicenceId:
    """Read an identifier; spaces around it are ignored, letters are upper case. Raises BadIdentifier."""
    cleaned = text.strip()
    if not cleaned.startswith(OID + "."):
        raise BadIdentifier("shape", text)
    parts = cleaned[len(OID) + 1 :].split(".")
    if len(parts) != 5:
        raise BadIdentifier("shape", text)
    kind, issuer, serial, version, check = parts
    if not _VERSION.fullmatch(version):
        raise BadIdentifier("version", text)
    found = ElicenceId(kind, issuer, serial, int(version))
    if check != found.check:
        raise BadIdentifier("check", text)
    return found
