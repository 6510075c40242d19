"""Reads a paper and puts the reading beside what is known."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ocr import api as ocr
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.record_reading import RecordReading
from workflows.cases.models import Paper
from workflows.catalogue.publish import item as item_of
from workflows.errors import Unavailable
from workflows.outside.jobs import Effect


class ReadPaper:
    """Payload: `paper`, the id. Reading again gives the same reading, kept by digest, engine and template."""

    code = "read_paper"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Read the bytes, telling the applicant's page how far it is. Raises Unavailable while no engine answers."""
        paper = Paper.objects.select_related("case__pack").get(pk=UUID(payload["paper"]))
        if paper.removed_at is not None:
            return lambda: None
        # A worker that lost its lease must not unsay what another has finished meanwhile.
        mine = Paper.objects.filter(pk=paper.pk).exclude(stage=Paper.Stage.READ)
        mine.update(stage=Paper.Stage.READING)

        def progress(percent: int) -> None:
            mine.update(progress=percent)

        slot = item_of(paper.case.pack).slot(paper.slot)
        try:
            reading = ocr.read(paper.sha256, slot.material if slot else None, progress)
        except ocr.Rejected as undrawable:
            # It will not become readable by waiting: say so now, not after the last of eight tries.
            code = undrawable.code
            return lambda: self.give_up(payload, code)
        except Exception as error:
            # The page says that the paper waits, not that it is being read.
            mine.update(stage=Paper.Stage.STORED, progress=0)
            if isinstance(error, ocr.EngineDown):
                raise Unavailable("ocr") from error
            raise
        return lambda: void(perform(SYSTEM, RecordReading(paper.case_id, paper.pk, reading)))

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The paper stays, unread; the applicant types what it says."""
        unread = [{"code": "could_not_be_read", "params": {}}]
        Paper.objects.filter(pk=UUID(payload["paper"])).update(stage=Paper.Stage.FAILED, warnings=unread)


def void(_: object) -> None:
    """Turns an expression into an effect that returns nothing."""


KIND = ReadPaper()
