"""The doorbell reaches the broker that is set, from every thread, and costs next to nothing where nobody answers."""

import threading
import time
from typing import Any

import pytest
from celery import current_app

from workflows.beat import bell


def test_every_thread_of_a_web_server_knows_the_broker(settings: Any) -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(str(current_app.conf.broker_url)))
    thread.start()
    thread.join()
    assert found == [settings.CELERY_BROKER_URL]


def test_a_broker_that_is_down_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis+socket:///nowhere/redis.sock")
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    began = time.monotonic()
    with pytest.raises(Exception, match="redis"):
        bell(1)
    # Ten rings, more than any command needs, stay below what a person notices.
    assert time.monotonic() - began < 1
