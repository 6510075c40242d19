"""Another version of an item is run over real cases, and says of each what would have been otherwise."""

import pytest
from django.core.management import call_command

from tests.workflows.cases.filing import Filed
from tests.workflows.catalogue.samples import FOLDER, PROCESS, SERVICE, SHIPPED, changed
from workflows.cases.models import Event
from workflows.cases.rehearsal import rehearse
from workflows.catalogue.build import compile_item
from workflows.catalogue.pack import Pack

OTHERWISE = [
    (changed(SERVICE, "max: 5000", "max: 30"), "the form would not have been taken: seats too_large"),
    (changed(PROCESS, "seats &gt; 75", "seats &gt; 20"), "site_visit would have been reached"),
    (
        changed(
            SERVICE,
            "value: 5\n    unit: working_day\n    basis: 云东区",
            "value: 4\n    unit: working_day\n    basis: 云东区",
        ),
        "promised would have ended on ",
    ),
]


def found(pack: Pack) -> tuple[str, ...]:
    (only,) = rehearse(compile_item(pack), 10)
    return only.differences


def test_the_same_version_differs_in_nothing(filed: Filed) -> None:
    filed.reviewed().decide()
    filed.served()
    assert found(SHIPPED) == ()


@pytest.mark.parametrize(("pack", "told"), OTHERWISE, ids=["form", "route", "clock"])
def test_what_would_have_been_otherwise_is_told(filed: Filed, pack: Pack, told: str) -> None:
    filed.reviewed().decide()
    assert any(line.startswith(told) for line in found(pack))


def test_a_correction_goes_the_same_way_again(filed: Filed) -> None:
    filed.ask("seats")
    assert found(SHIPPED) == ()


def test_nothing_is_written(filed: Filed) -> None:
    before = Event.objects.count()
    found(SHIPPED)
    assert Event.objects.count() == before


def test_the_command_counts_and_names_numbers_alone(filed: Filed, capsys: pytest.CaptureFixture[str]) -> None:
    filed.accept()
    call_command("pack", "simulate", str(FOLDER), "--past", "5")
    told = capsys.readouterr().out
    assert told == "1 cases of food_permit: 0 would have gone otherwise\n"
