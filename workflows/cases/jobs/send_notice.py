"""Carries a notice out of the portal, by every connector for which the person left an address."""

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from workflows.outside import connectors
from workflows.outside.jobs import Effect
from workflows.people.models import Notice
from workflows.people.wording import notice_text
from workflows.registry import discover


@cache
def connected() -> dict[str, Any]:
    """The connectors by code."""
    return discover(sys.modules[connectors.__name__])


class SendNotice:
    """Payload: `notice`. The message in the portal is already there; this only carries it further."""

    code = "send_notice"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Deliver at least once; each message carries a key by which its receiver knows a repetition."""
        notice = Notice.objects.select_related("person").get(pk=payload["notice"])
        text = notice_text(notice.code, notice.params, notice.person.language)
        for connector in connected().values():
            if address := getattr(notice.person, connector.address_of):
                connector.deliver(f"notice-{notice.pk}", address, text.split("，")[0][:70], text)
        return lambda: None

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The notice stands in the portal; nobody loses it."""


KIND = SendNotice()
