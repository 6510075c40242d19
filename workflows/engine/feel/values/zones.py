"""Offsets and time zones of FEEL times: a number of seconds, the name of a zone, or none for local time."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

Zone = int | str | None
"""Seconds east of Greenwich | IANA name | local."""

_NAME = re.compile(r"[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*")
_MAX_OFFSET_SECONDS = 14 * 3600


@lru_cache(maxsize=128)
def _zone_info(name: str) -> ZoneInfo | None:
    if not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def parse_zone(text: str) -> tuple[bool, Zone]:
    """Read `Z`, `+08:00`, `+08:00:30`, `@Asia/Shanghai` or nothing; (False, None) when it is neither."""
    if text == "":
        return True, None
    if text == "Z":
        return True, 0
    if text.startswith("@"):
        return (True, text[1:]) if _zone_info(text[1:]) else (False, None)
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)(?::(\d\d))?", text, re.ASCII)
    if found is None or int(found[3]) > 59 or int(found[4] or 0) > 59:
        return False, None
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)
    if seconds > _MAX_OFFSET_SECONDS:
        return False, None
    return True, -seconds if found[1] == "-" else seconds


def zone_text(zone: Zone) -> str:
    if zone is None:
        return ""
    if isinstance(zone, str):
        return "@" + zone
    if zone == 0:
        return "Z"
    hours, rest = divmod(abs(zone), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{'-' if zone < 0 else '+'}{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def offset_seconds(zone: Zone, at: datetime) -> int | None:
    """Seconds east of Greenwich that `zone` has at the local moment `at` (naive); None for local time."""
    if not isinstance(zone, str):
        return zone
    info = _zone_info(zone)
    offset = info.utcoffset(at) if info is not None else None
    return None if offset is None else int(offset / timedelta(seconds=1))
