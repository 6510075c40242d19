"""Compiles a bundle (一件事) with the items of its members into one item with one form; it has no route of its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from workflows.catalogue import item as model
from workflows.catalogue.build import Builder, basis, label
from workflows.catalogue.faults import Fault, PackRefused
from workflows.catalogue.item import Item, JointVisit, Label, Member, Need
from workflows.catalogue.located import Path
from workflows.catalogue.merging import Merger
from workflows.catalogue.pack import Pack
from workflows.catalogue.shape import shape_faults

if TYPE_CHECKING:
    from workflows.engine import Process

MemberItems = Callable[[str], Item | None]
"""The item with this code, or None where there is none."""
CERTIFICATE_NUMBER = "certificate_number"
"""What a member gives beside the fields of its form."""
CHARGED_BY_MEMBERS = Label("按各事项的规定收费。", "As each service says.")
MADE_BY_MEMBERS = Label("由各事项分别作出", "Made by each service itself")


def compile_bundle(pack: Pack, members: MemberItems, version: int = 0) -> Item:
    """The item that `pack` describes. Raises PackRefused with every fault of shape, expression and members."""
    service = pack.service
    faults = shape_faults(service, "bundle")
    if faults:
        raise PackRefused(*faults)
    builder = Builder(service)
    own = builder.each("fields", builder.field)
    found = builder.each("members", lambda data, path: _member(builder, data, path, members))
    present = tuple(one for one in found if one is not None)
    faults += builder.faults
    if not faults:
        faults += list(_needs(builder, present))
    if faults:
        raise PackRefused(*faults)
    merger = Merger(own, present, service)
    item = _item(pack, version, builder, merger, present)
    if merger.faults:
        raise PackRefused(*merger.faults)
    return item


def _item(pack: Pack, version: int, builder: Builder, merger: Merger, members: tuple[Member, ...]) -> Item:
    data = pack.service.data
    first = members[0].item
    return replace(
        first,
        code=data["code"],
        version=version,
        sha256=pack.sha256,
        kind="bundle",
        title=label(data["title"]),
        summary=label(data["summary"]),
        body=data["body"],
        basic_code=data["codes"]["basic"],
        item_type=data["codes"]["type"],
        level=data["level"],
        identity_level=max(data["identity_level"], *(one.item.identity_level for one in members)),
        audience=tuple(data["audience"]),
        channels=tuple(data["channels"]),
        keywords=(*data["keywords"]["zh"], *data["keywords"]["en"]),
        conditions=tuple(map(label, data["conditions"])),
        bases=tuple(map(basis, data["bases"])),
        groups={group["code"]: label(group["label"]) for group in data["groups"]} | merger.groups(),
        fields=merger.fields(),
        slots=merger.slots(),
        steps={},
        limits={},
        fee=fee_of(members),
        result=model.ResultSpec("bundle", MADE_BY_MEMBERS, "", is_public=False),
        documents={},
        # A bundle asks nobody to do anything: its members do.
        process=cast("Process", None),
        account=merger.account(),
        sources=merger.sources(),
        case_object=None,
        members=members,
        visits=tuple(
            JointVisit(one["code"], label(one["label"]), dict(one["steps"])) for one in data.get("visits", ())
        ),
    )


def fee_of(members: tuple[Member, ...]) -> model.Fee:
    """What all cost together: nothing where no member costs anything, else what each says."""
    if not any(one.item.fee.is_charged for one in members):
        return members[0].item.fee
    return model.Fee(True, CHARGED_BY_MEMBERS, "行政许可法 58")


def _member(builder: Builder, data: Mapping[str, Any], path: Path, members: MemberItems) -> Member | None:
    item = members(data["item"])
    if item is None:
        told = f"`{data['item']}` is no service item; publish it first, or mend the code."
        builder.faults.append(builder.service.fault((*path, "item"), "unknown_item", told))
        return None
    for word, known in (("fields", item.field), ("papers", item.slot)):
        for theirs in data.get(word, {}):
            if known(theirs) is None:
                told = f"{item.code} has no `{theirs}` among its {word}."
                builder.faults.append(builder.service.fault((*path, word, theirs), "unknown_field", told))
    return Member(
        code=item.code,
        item=item,
        when=builder.formula(data, path, "when"),
        needs=tuple(
            Need(one["member"], dict(one.get("gives", {})), one.get("paper", "")) for one in data.get("needs", ())
        ),
        fields=dict(data.get("fields", {})),
        slots=dict(data.get("papers", {})),
    )


def _needs(builder: Builder, members: tuple[Member, ...]) -> list[Fault]:
    """Members that wait for what is not there, for each other, or for a value that nobody gives."""
    by_code = {one.code: one for one in members}
    faults = []
    for place, member in enumerate(members):
        if [one.code for one in members].index(member.code) != place:
            told = f"`{member.code}` is a member already."
            faults.append(builder.service.fault(("members", place, "item"), "taken", told))
        for number, need in enumerate(member.needs):
            path: Path = ("members", place, "needs", number)
            other = by_code.get(need.member)
            if other is None:
                told = f"`{need.member}` is no member of this bundle."
                faults.append(builder.service.fault((*path, "member"), "unknown_member", told))
                continue
            if member.code in upstream(by_code, need.member):
                told = f"`{need.member}` waits for `{member.code}` itself; neither would ever begin."
                faults.append(builder.service.fault((*path, "member"), "circle", told))
            faults += [builder.service.fault((*path, *where), "unknown_field", told)
                       for where, told in _gives(member, need, other)]  # fmt: skip
    return faults


def _gives(member: Member, need: Need, other: Member) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for theirs, ours in need.gives.items():
        if theirs != CERTIFICATE_NUMBER and other.item.field(theirs) is None:
            found.append((("gives", theirs), f"{other.code} has no field `{theirs}`."))
        if member.item.field(ours) is None:
            found.append((("gives", theirs), f"{member.code} has no field `{ours}`."))
    if need.paper and member.item.slot(need.paper) is None:
        found.append((("paper",), f"{member.code} has no paper `{need.paper}`."))
    return found


def upstream(members: Mapping[str, Member], code: str) -> set[str]:
    """Every member that must be granted before `code` can begin, itself included."""
    found, waiting = set[str](), [code]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [need.member for need in members[one].needs] if one in members else []
    return found
