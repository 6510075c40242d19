"""Two officers or more look at the place (行政许可法 34(3)); the clock runs on."""

from workflows.catalogue.step_kind import StepKind

VISIT = "record_visit"
KIND = StepKind(
    "site_visit",
    tags=frozenset({"userTask"}),
    verbs=frozenset({VISIT}),
    opinion_verb=VISIT,
    min_staff=2,
    judges=True,
)
