"""Reads the environment strictly: a wrong value stops the start and says which."""

import os
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict


def text(name: str, default: str) -> str:
    """The environment's value of `name`, or `default` where it is unset or empty."""
    return os.environ.get(name, "") or default


def flag(name: str, default: bool) -> bool:
    """0 or 1 from the environment; anything else stops the start."""
    value = text(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes 0 or 1.")
    return value == "1"


def choice(name: str, *allowed: str) -> str:
    """One of `allowed` from the environment, the first where it is unset."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes one of {', '.join(allowed)}.")
    return value


def number(name: str, default: int) -> int:
    """A whole number of zero or more."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes a whole number.")
    return int(value)


def origin(name: str, default: str) -> str:
    """A web origin such as `https://onedoor.example`, without a path or a closing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name} is {value!r}; it takes an origin such as https://onedoor.example.")
    return value


def together(*names: str) -> dict[str, str] | None:
    """All of `names` from the environment, or None where none is set; some without the others stop the start."""
    values = {name: text(name, "") for name in names}
    missing = [name for name, value in values.items() if not value]
    if missing and len(missing) < len(names):
        raise ImproperlyConfigured(f"{', '.join(missing)} must be set too; {', '.join(names)} go together.")
    return None if missing else values


def database(url: str) -> dict[str, Any]:
    """Django's settings for a libpq address such as `postgresql:///onedoor?host=/run/pg`."""
    try:
        parts = dict(conninfo_to_dict(url))
    except Exception as error:
        raise ImproperlyConfigured(f"DATABASE_URL is no PostgreSQL address: {error}") from error
    known = {key: str(parts.pop(key, "") or "") for key in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": known["dbname"],
        "USER": known["user"],
        "PASSWORD": known["password"],
        "HOST": known["host"],
        "PORT": known["port"],
        "OPTIONS": parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def pairs(name: str) -> dict[str, str]:
    """Words `key=value` with blanks between."""
    found = dict(word.partition("=")[::2] for word in text(name, "").split())
    if wrong := [key for key, value in found.items() if not key or not value]:
        raise ImproperlyConfigured(
            f"{name} names {wrong[0]!r} without a value; it takes key=value with blanks between."
        )
    return found
