"""Bodies that visit for members of one bundle come together, on one date that the applicant chooses."""

import pytest

from tests.cast import Cast
from tests.workflows.cases.bundling import Opened, drafted, moments, propose
from tests.workflows.cases.filing import do_jobs
from workflows.actor import Actor
from workflows.cases.command import Command, perform
from workflows.cases.commands.choose_visit import ChooseVisit
from workflows.cases.commands.propose_visit import ProposeVisit
from workflows.cases.commands.submit import Submit
from workflows.cases.queries.bundles import bundle_of, bundle_view
from workflows.errors import Forbidden, Invalid, NotFound
from workflows.people.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast: Cast) -> Opened:
    """The bundle, handed in."""
    found = drafted(cast)
    perform(found.applicant, Submit(found.bundle))
    return found


@pytest.fixture
def visiting(opened: Opened) -> Opened:
    """Food and fire both have to come."""
    opened.registered()
    do_jobs("issue")
    do_jobs("advance_bundle")
    for code in ("t_food", "t_fire"):
        opened.to_decision(code)
    return opened


def test_one_date_is_offered_once_every_body_that_comes_has_said_when(visiting: Opened) -> None:
    propose(visiting, "t_food", 1, 2, 3)
    (visit,) = bundle_view(visiting.applicant, visiting.bundle).visits
    assert (visit.offered, [one.code for one in visit.waits_for]) == ((), ["fire"])
    propose(visiting, "t_fire", 2, 3, 4)
    (visit,) = bundle_view(visiting.applicant, visiting.bundle).visits
    assert visit.offered == moments(2, 3)
    assert Notice.objects.filter(code="visit_to_choose").count() == 1


def test_the_applicant_chooses_one_of_them_and_both_bodies_see_it(visiting: Opened) -> None:
    propose(visiting, "t_food", 1, 2)
    propose(visiting, "t_fire", 2)
    perform(visiting.applicant, ChooseVisit(visiting.bundle, "premises", moments(2)[0]))
    fire = bundle_of(visiting.officer("fire", "fire", "reviewer"), visiting.case("t_fire").pk)
    assert fire is not None
    assert fire.visits[0].chosen_at == moments(2)[0]


@pytest.mark.parametrize("day", [1, 9])
def test_a_date_that_does_not_suit_all_cannot_be_chosen(visiting: Opened, day: int) -> None:
    propose(visiting, "t_food", 1, 2)
    propose(visiting, "t_fire", 2)
    with pytest.raises(Invalid, match="not_offered"):
        perform(visiting.applicant, ChooseVisit(visiting.bundle, "premises", moments(day)[0]))


def test_bodies_without_a_common_date_offer_none(visiting: Opened) -> None:
    propose(visiting, "t_food", 1)
    propose(visiting, "t_fire", 2)
    assert bundle_view(visiting.applicant, visiting.bundle).visits[0].offered == ()


@pytest.mark.parametrize(
    ("days", "code"), [((), "required"), ((-1,), "in_the_past"), (tuple(range(1, 9)), "too_many_moments")]
)
def test_moments_are_few_and_lie_ahead(visiting: Opened, days: tuple[int, ...], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        propose(visiting, "t_food", *days)


def test_others_neither_propose_nor_choose(visiting: Opened) -> None:
    propose(visiting, "t_food", 1)
    attempts: list[tuple[Actor, Command]] = [
        (visiting.cast.citizen("lin"), ChooseVisit(visiting.bundle, "premises", moments(1)[0])),
        (visiting.cast.clerk("city"), ProposeVisit(visiting.task("t_food", "site_visit"), moments(1))),
    ]
    for actor, command in attempts:
        with pytest.raises((NotFound, Forbidden)):
            perform(actor, command)
