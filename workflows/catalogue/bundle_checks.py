"""What is held against a bundle beyond its shape: names in its expressions, languages, visits, scenarios."""

from collections.abc import Iterator

from workflows.catalogue.bundle_story import simulate_bundle
from workflows.catalogue.faults import Fault, PackRefused
from workflows.catalogue.fields import kinds
from workflows.catalogue.item import Formula, Item
from workflows.catalogue.located import Path
from workflows.catalogue.pack import Pack
from workflows.catalogue.shape import shape_faults
from workflows.catalogue.simulate import NotAsTold


def bundle_faults(pack: Pack, item: Item) -> Iterator[Fault]:
    """Everything that is wrong with a bundle that compiles."""
    own = {one["code"] for one in pack.service.data["fields"]}
    groups = {one["code"] for one in pack.service.data["groups"]}
    known = frozenset(name for one in item.fields if one.code in own for name in kinds()[one.type].names(one.code))
    for place, one in enumerate(pack.service.data["fields"]):
        if one["group"] not in groups:
            told = f"`{one['group']}` is not under `groups`."
            yield pack.service.fault(("fields", place, "group"), "unknown_group", told)
    yield from _names(pack, item, own, known)
    yield from _open(pack, item, own)
    for place, member in enumerate(item.members):
        if member.item.kind == "bundle":
            told = "A bundle is made of single items; name its members here instead."
            yield pack.service.fault(("members", place, "item"), "bundle_in_bundle", told)
        yield from _unknown(pack, member.when, known, ("members", place, "when"))
    yield from _visits(pack, item)
    yield from _scenarios(pack, item)


def _names(pack: Pack, item: Item, own: set[str], known: frozenset[str]) -> Iterator[Fault]:
    by_code = {one.code: one for one in item.fields}
    for place, code in enumerate(one["code"] for one in pack.service.data["fields"]):
        field = by_code[code]
        for word, formula in (("when", field.when), ("required_when", field.required_when), ("rule", field.rule)):
            if formula is not None and formula.text:
                yield from _unknown(pack, formula, known, ("fields", place, word))


def _open(pack: Pack, item: Item, own: set[str]) -> Iterator[Fault]:
    """Questions that decide which members are needed, yet may be left open: a member would silently be left out."""
    deciding = {name for one in item.members if one.when for name in one.when.expression.names}
    for place, data in enumerate(pack.service.data["fields"]):
        field = item.field(data["code"]) if data["code"] in own else None
        if field is None or field.required or not deciding & set(kinds()[field.type].names(field.code)):
            continue
        told = (
            f"`{field.code}` decides which members are needed: write `required: true`; it is asked where `when` holds"
        )
        yield pack.service.fault(("fields", place, "required"), "must_be_required", told)


def _unknown(pack: Pack, formula: Formula | None, known: frozenset[str], path: Path) -> Iterator[Fault]:
    for name in sorted(formula.expression.names - known) if formula else ():
        told = f"`{name}` in `{formula.text if formula else ''}` is no question of the bundle; add it to `fields`."
        yield pack.service.fault(path, "unknown_name", told)


def _visits(pack: Pack, item: Item) -> Iterator[Fault]:
    members = {one.code: one for one in item.members}
    for place, visit in enumerate(item.visits):
        for code, element in visit.steps.items():
            path: Path = ("visits", place, "steps", code)
            step = members[code].item.steps.get(element) if code in members else None
            if step is None or step.kind != "site_visit":
                told = f"`{element}` of `{code}` is no site visit of a member."
                yield pack.service.fault(path, "unknown_step", told)


def _scenarios(pack: Pack, item: Item) -> Iterator[Fault]:
    """Scenarios that cannot be read, or go another way."""
    try:
        located = pack.scenarios
    except PackRefused as error:
        yield from error.faults
        return
    faults = shape_faults(located, "bundle_scenarios")
    yield from faults
    for place, scenario in enumerate(() if faults else located.data):
        try:
            simulate_bundle(item, scenario)
        except NotAsTold as error:
            path: Path = (place, "then") if error.place is None else (place, "when", error.place)
            yield located.fault(path, "not_as_told", f"{scenario['code']}: {error.message}.")
