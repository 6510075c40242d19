"""Lets a bundle go on after one of its members did, with the certificates that others may rest on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ocr import api as ocr
from workflows.actor import SYSTEM
from workflows.cases.bundles import rows_of, standing_of
from workflows.cases.command import perform
from workflows.cases.commands.advance_bundle import AdvanceBundle
from workflows.cases.models import Case
from workflows.catalogue import together
from workflows.catalogue.publish import item as item_of
from workflows.outcomes.records import certificate_of, pdf_of
from workflows.outside.jobs import Effect


class AdvanceTheBundle:
    """Payload: `bundle`. Where nothing changed for the bundle, nothing is written."""

    code = "advance_bundle"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Store the certificates that stand in for papers; all else commits with the job."""
        bundle = Case.objects.select_related("pack").get(pk=UUID(payload["bundle"]))
        rows = rows_of(bundle)
        if all(standing_of(row) == row.standing for row in rows):
            return nothing
        wanted = {need.member for one in item_of(bundle.pack).members for need in one.needs if need.paper}
        granted = [row for row in rows if row.code in wanted and standing_of(row) == together.GRANTED]
        found = {}
        for row in granted:
            certificate = certificate_of(row.case_id) if row.case_id else None
            if certificate is not None:
                found[row.code] = ocr.store(pdf_of(certificate.document_id), f"{certificate.number}.pdf")
        command = AdvanceBundle(bundle.pk, found)
        return lambda: go_on(command)

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The members that run are not touched; the job stands in the list of those given up."""


def go_on(command: AdvanceBundle) -> None:
    """Carry it out."""
    perform(SYSTEM, command)


def nothing() -> None:
    """The bundle stands as it stood."""


KIND = AdvanceTheBundle()
