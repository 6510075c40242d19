"""The drawing in the document on drawing is the route of a pack in which nothing is wrong."""

from tests.workflows.cases.panel import SCENARIOS, STEPS
from tests.workflows.catalogue.samples import PROCESS, SERVICE, SHIPPED, faults
from tests.workflows.engine.test_drawn_by_hand import block
from workflows.catalogue.pack import Pack

BY_HAND = """
  by_hand:
    kind: follow_up
    label: {zh: 人工制证, en: Make it by hand}
    body: amr
    role: food_head
    outcomes:
      - {code: made, label: {zh: 已制证, en: Made}}
"""


def with_the_example() -> Pack:
    """The shipped pack, drawn as the document draws, with the steps that it has beside the shipped ones."""
    service = SHIPPED.files[SERVICE].decode()
    visit, decide = service.index("  site_visit:\n"), service.index("  decide:\n")
    service = service[:visit] + service[decide:]
    service = service.replace("city_consult, site_visit]", "city_consult, panel]")
    service = service.replace("\nsteps:\n", f"\nsteps:{STEPS.rstrip()}{BY_HAND.rstrip()}\n", 1)
    files = {SERVICE: service.encode(), PROCESS: block("xml").encode(), "scenarios.yaml": SCENARIOS.encode()}
    return Pack({**SHIPPED.files, **files})


def test_the_checks_of_packs_find_nothing_wrong_with_the_example():
    assert faults(with_the_example()) == set()


def test_a_step_of_the_example_that_is_not_described_is_told():
    pack = with_the_example()
    service = pack.files[SERVICE].replace(b"\n  by_hand:", b"\n  by_foot:")
    found = faults(Pack({**pack.files, SERVICE: service}))
    assert {code for _, _, code in found} == {"no_step", "not_drawn"}
