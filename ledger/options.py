"""What may be set about the ledger, read from Django's settings with the defaults that hold where nothing is set."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings

# Chain ids that the common development nodes give themselves.
LOCAL_CHAIN_IDS = frozenset({1337, 31337})


def max_age() -> timedelta:
    """How old an unanchored entry may become before the lamp turns red; the promise of every receipt."""
    return timedelta(seconds=int(getattr(settings, "ANCHOR_MAX_AGE_SECONDS", 4 * 3600)))


def need() -> int:
    """How many chains and witnesses together must confirm a head (k of n)."""
    return int(getattr(settings, "LEDGER_NEED", 1))


def gas_price_ceiling_wei() -> int:
    """Above this price anchoring waits; the next transaction then carries more entries."""
    return int(getattr(settings, "ANCHOR_GAS_CEILING_WEI", 200 * 10**9))


def stuck_after() -> timedelta:
    """How long a transaction may hang below the going price before one of a higher price takes its nonce."""
    return timedelta(seconds=int(getattr(settings, "ANCHOR_STUCK_SECONDS", 600)))


def chain_urls() -> dict[str, str]:
    """{chain name: RPC address}: one address is the chain `main`, several are written `name=URL name2=URL2`."""
    named = {}
    for word in str(settings.CHAIN_RPC).split():
        name, equals, url = word.partition("=")
        plain = not equals or "/" in name
        named["main" if plain else name] = word if plain else url
    return named


def nodes() -> tuple[str, ...]:
    """The RPC addresses alone, for a verifier that asks them all."""
    return tuple(chain_urls().values())


def host() -> str:
    """The name under which this installation is known, without scheme and port, for the origin of its logs."""
    return urlsplit(settings.ONEDOOR_URL).hostname or "onedoor"


def witnesses() -> dict[str, str]:
    """{verifier key: address} of the witnesses asked for co-signatures, written `key@URL` with spaces between."""
    return {
        key: url
        for key, _, url in (word.partition("@") for word in str(getattr(settings, "LEDGER_WITNESSES", "")).split())
    }


def late_stops() -> bool:
    """Whether decisions wait, too, once the oldest unanchored entry is older than max_age()."""
    return bool(getattr(settings, "LEDGER_LATE_STOPS", False))


def gas_password() -> str:
    """Opens the keystore in KEYS_DIR/gas.key; empty where that file holds the bare key."""
    return str(getattr(settings, "LEDGER_GAS_PASSWORD", ""))


def gas_key() -> str:
    """A bare key in hex for development, instead of the file."""
    return str(getattr(settings, "LEDGER_GAS_KEY", ""))


def head_signer() -> str:
    """Where the signer of tree heads is, as signers.opened reads it, instead of the key file."""
    return str(getattr(settings, "LEDGER_HEAD_SIGNER", ""))


def gas_signer() -> str:
    """Where the signer of transactions is, as signers.opened reads it, instead of any key here."""
    return str(getattr(settings, "LEDGER_GAS_SIGNER", ""))
