"""Rings that nobody hears: while all workers are down they do not pile up into a mountain that buries the broker."""

from typing import Any

import pytest

from portal.celery import app
from workflows.beat import HEARD_WITHIN_SECONDS, bell


def test_a_ring_is_worth_nothing_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(app, "send_task", lambda name, **options: sent.append({"name": name, **options}))
    bell(7)
    assert [(each["name"], each["args"], each["expires"]) for each in sent] == [
        ("workflows.run_job", [7], HEARD_WITHIN_SECONDS)
    ]


def test_every_beat_ends_before_many_of_its_kind_wait() -> None:
    for beat in app.conf.beat_schedule.values():
        assert beat["schedule"] < beat["options"]["expires"] <= 20 * beat["schedule"]
