"""Hands a request for reconsideration to the body that decides on it, by mail."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.cases.models import Case, Reconsideration
from workflows.catalogue.publish import item as item_of
from workflows.outside.connectors.mail import KIND as MAIL
from workflows.outside.jobs import Effect

ADDRESS = "reconsideration@onedoor.invalid"
"""A local stub: the mail stays in the outbox until a mail server and the body's own address are set."""


class SendReconsideration:
    """Payload: `case`, whose row keeps what was asked and when, which counts for its time limit."""

    code = "send_reconsideration"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Deliver at least once; the key lets the receiver know a repetition."""
        case = Case.objects.select_related("pack", "applicant").get(pk=UUID(payload["case"]))
        item, asked = item_of(case.pack), Reconsideration.objects.get(case=case)
        lines = [
            f"致：{item.rights.reconsideration_body.zh}",
            f"申请人：{case.applicant.name}",
            f"事项：{item.title.zh}",
            f"办件编号：{case.number}",
            f"申请时间：{asked.asked_at.isoformat(timespec='seconds')}",
            "",
            asked.text,
        ]
        MAIL.deliver(f"reconsideration-{case.pk}", ADDRESS, f"行政复议申请 {case.number}", "\n".join(lines))
        return lambda: None

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The request is recorded with its moment; the job stands in the list of those given up."""


KIND = SendReconsideration()
