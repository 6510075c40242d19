"""Whether the parts answer: for load balancers and people who look after the machine."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from kombu import Connection

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


PARTS: Mapping[str, Callable[[], str]] = {"database": database, "broker": broker}


def state(ask: Callable[[], str]) -> str:
    """What a part says of itself, or `down`."""
    try:
        return ask()
    except Exception:  # whatever a library raises, the part did not answer
        return "down"


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the state of each part; 503 only when the database is down, for then no page works."""
    parts = {name: state(ask) for name, ask in PARTS.items()}
    return JsonResponse({"parts": parts}, status=503 if parts["database"] == "down" else 200)
