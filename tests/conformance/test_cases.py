"""Each case of others goes as they say, where ONEDOOR_CONFORMANCE names their folder."""

import pytest

from tests.conformance import suites
from tests.conformance.probe import Probe, given
from workflows.registry import discover

FOLDER = given()
PROBES = {
    f"{code}/{probe.name}": probe
    for code, suite in (discover(suites).items() if FOLDER else ())
    for probe in suite.probes(FOLDER)
}


@pytest.mark.skipif(not PROBES, reason="ONEDOOR_CONFORMANCE names no folder of cases")
@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES.keys())
def test_a_case_that_others_wrote_goes_the_same_way(probe: Probe) -> None:
    assert probe.wrong() == ""
