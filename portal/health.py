"""Whether the parts answer: for load balancers and people who look after the machine."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from kombu import Connection

from ledger import api as ledger
from ocr import api as ocr
from portal.accounts.models import User

ANSWER_SECONDS = 0.5


def database() -> str:
    """Asks the database for a constant."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def broker() -> str:
    """Opens a connection to the broker."""
    options = {"socket_connect_timeout": ANSWER_SECONDS, "socket_timeout": ANSWER_SECONDS}
    with Connection(
        settings.CELERY_BROKER_URL, connect_timeout=ANSWER_SECONDS, transport_options=options
    ) as connection:
        connection.ensure_connection(max_retries=1, interval_start=0)
    return "ok"


def chain() -> str:
    """What the ledger last saw of its chains; asks no node."""
    return {"green": "ok", "yellow": "waiting", "red": "late"}[ledger.state().lamp]


def reading() -> str:
    """Whether an engine reads a blank page; loads the engines, which takes seconds and memory the first time."""
    states = ocr.engine_health().values()
    return "ok" if any(not state.startswith("down") for state in states) else "down"


PARTS: Mapping[str, Callable[[], str]] = {"database": database, "broker": broker, "chain": chain}
DEEP: Mapping[str, Callable[[], str]] = {"ocr": reading}


def state(ask: Callable[[], str]) -> str:
    """What a part says of itself, or `down`."""
    try:
        return ask()
    except Exception:  # whatever a library raises, the part did not answer
        return "down"


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the state of each part; 503 only when the database is down, for then no page works.

    `?deep` asks administrators' questions too, which are too dear for a load balancer.
    """
    deep = DEEP if "deep" in request.GET and isinstance(request.user, User) and request.user.is_staff else {}
    parts = {name: state(ask) for name, ask in {**PARTS, **deep}.items()}
    return JsonResponse({"parts": parts}, status=503 if parts["database"] == "down" else 200)
