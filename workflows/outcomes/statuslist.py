"""The public status lists of certificates: how each stood on a day, in W3C Bitstring Status List v1.0.

One list has three faces over the same places: `revocation` and `suspension`, one bit an entry, for any verifier;
and `message`, four bits, with the status by name. Which place a certificate has is told with its code, so a list
read as a whole tells about nobody.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import OuterRef, Subquery

from workflows.outcomes import codes
from workflows.outcomes.bitstring import encode
from workflows.outcomes.credential import sign
from workflows.outcomes.models import StatusChange, StatusPlace
from workflows.outcomes.places import LENGTH
from workflows.outcomes.records import standing

PURPOSES = {"revocation": 1, "suspension": 1, "message": 4}
"""Bits of an entry."""
MESSAGES = (
    *("valid", "not_yet_valid", "expired", "suspended", "recalled", "revoked", "stripped", "cancelled"),
    *("changed", "renewed", "corrected"),
)
"""What the values of a `message` entry say; a place that is now reserved may get a name, and none ever changes."""
ENDED = frozenset({"recalled", "revoked", "stripped", "cancelled", "changed", "renewed", "corrected"})
KEPT_MILLISECONDS = 300_000
"""How long a verifier may keep the list of a day that is not over."""


def exists(number: int) -> bool:
    """Whether there is a list of this number."""
    return StatusPlace.objects.filter(number=number).exists()


def last_change() -> int:
    """Grows with every change of any status: a list made at the same value is the same list."""
    return StatusChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def status_list(number: int, purpose: str, day: date) -> dict[str, Any]:
    """The signed list of a day, by what was decided for that day until now; `purpose` is one of PURPOSES."""
    values = {place: value for place, value in _values(number, purpose, day) if value}
    zone = ZoneInfo(settings.TIME_ZONE)
    begin = datetime.combine(day, time.min, zone).astimezone(UTC)
    return sign(
        {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": address(number, purpose, day),
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "validFrom": begin.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "validUntil": (begin + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "credentialSubject": {
                "id": f"{address(number, purpose, day)}#list",
                "type": "BitstringStatusList",
                "statusPurpose": purpose,
                "encodedList": encode(LENGTH, PURPOSES[purpose], values),
                "ttl": KEPT_MILLISECONDS,
            },
        }
    )


def entries(code: str) -> list[dict[str, Any]]:
    """Where the lists speak of the certificate with this public code, as `credentialStatus`; empty for none."""
    try:
        found = StatusPlace.objects.filter(certificate__code=codes.parse(code)).first()
    except codes.BadCode:
        return []
    return [_entry(found, purpose, size) for purpose, size in PURPOSES.items()] if found else []


def _entry(row: StatusPlace, purpose: str, size: int) -> dict[str, Any]:
    where = address(row.number, purpose)
    found: dict[str, Any] = {
        "id": f"{where}#{row.place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(row.place),
        "statusListCredential": where,
    }
    if size > 1:
        names = [*MESSAGES, *["reserved"] * ((1 << size) - len(MESSAGES))]
        found["statusSize"] = size
        found["statusMessage"] = [{"status": hex(value), "message": name} for value, name in enumerate(names)]
    return found


def address(number: int, purpose: str, day: date | None = None) -> str:
    """Where a list is to be had; without a day, the one of the day on which it is asked for."""
    return f"{settings.ONEDOOR_URL}/status/{purpose}/{number}/" + (f"{day.isoformat()}/" if day else "")


def _values(number: int, purpose: str, day: date) -> Iterator[tuple[int, int]]:
    """Place and value of every certificate of a list."""
    reaching = StatusChange.objects.filter(certificate=OuterRef("certificate"), from_on__lte=day).order_by("-pk")
    rows = StatusPlace.objects.filter(number=number).annotate(status=Subquery(reaching.values("status")[:1]))
    columns = ("place", "status", "certificate__valid_from", "certificate__valid_to")
    for place, status, valid_from, valid_to in rows.values_list(*columns).iterator():
        yield place, value(standing(status, valid_from, valid_to, day), purpose)


def value(status: str, purpose: str) -> int:
    """What an entry of a list says of a status."""
    if purpose == "message":
        return MESSAGES.index(status)
    return int(status in ENDED if purpose == "revocation" else status == "suspended")
