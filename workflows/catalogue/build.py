"""Compiles the data of a pack into an Item; what it meets on the way that cannot be compiled is told by line."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from workflows.catalogue import item as model
from workflows.catalogue.decisions import read_all
from workflows.catalogue.faults import Fault, PackRefused
from workflows.catalogue.item import Formula, Item, Label
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.located import Located, Path
from workflows.catalogue.offers import usual
from workflows.catalogue.pack import PROCESS, Pack
from workflows.catalogue.shape import shape_faults
from workflows.catalogue.step_kind import ADVERSE
from workflows.engine import Process, Unreadable, read_process
from workflows.engine.dmn import Model
from workflows.engine.feel import FeelError, compile_expression
from workflows.law.clock import ARTICLE_45

T = TypeVar("T")
LONGEST_SHOWN = 200
"""Characters of an expression that a fault repeats."""
OVERSEERS = {"supervisor": "supervisor", "administrator": "route_admin"}
"""The usual role of each post of oversight."""


def compile_item(pack: Pack, version: int = 0) -> Item:
    """The item that `pack` describes. Raises PackRefused with every fault of shape, expression and drawing."""
    service = pack.service
    faults = shape_faults(service, "service")
    process = None
    try:
        process = read_process(pack.files[PROCESS])
    except Unreadable as error:
        faults += [drawing_fault(fault) for fault in error.faults]
    models, wrong = read_all(pack.files)
    faults += wrong
    if faults or process is None:
        raise PackRefused(*faults)
    builder = Builder(service)
    item = builder.item(pack, version, process, models)
    if builder.faults:
        raise PackRefused(*builder.faults)
    return item


def drawing_fault(fault: Any) -> Fault:
    """A fault of the engine as a fault of the pack."""
    message = " ".join(part for part in (fault.message, fault.instead) if part)
    return Fault(PROCESS, fault.line, fault.element, fault.code, message)


class Builder:
    """Goes through data that has passed the schema, and keeps the faults of its expressions."""

    def __init__(self, service: Located) -> None:
        self.service = service
        self.faults: list[Fault] = []

    def item(self, pack: Pack, version: int, process: Process, models: Mapping[str, Model]) -> Item:
        """The whole."""
        data = self.service.data
        return Item(
            code=data["code"],
            version=version,
            sha256=pack.sha256,
            kind=data["kind"],
            title=label(data["title"]),
            summary=label(data["summary"]),
            body=data["body"],
            basic_code=data["codes"]["basic"],
            item_type=data["codes"]["type"],
            level=data["level"],
            identity_level=data["identity_level"],
            audience=tuple(data["audience"]),
            channels=tuple(data["channels"]),
            keywords=(*data["keywords"]["zh"], *data["keywords"]["en"]),
            conditions=tuple(map(label, data["conditions"])),
            bases=tuple(map(basis, data["bases"])),
            groups={group["code"]: label(group["label"]) for group in data["groups"]},
            fields=self.each("fields", self.field),
            slots=self.each("papers", self.slot),
            steps={element: _step(element, step) for element, step in data["steps"].items()},
            limits={code: _limit(code, limit) for code, limit in data["limits"].items()},
            fee=_fee(data["fee"]),
            result=_result(data["result"]),
            documents=pack.documents,
            rights=_rights(data["rights"]),
            process=process,
            decisions=models,
            oversight=_oversight(data),
            account=data.get("account", {}),
            sources=tuple(map(source, data.get("sources", ()))),
            case_object=case_object(data.get("object")),
        )

    def each(self, name: str, make: Callable[[Mapping[str, Any], Path], T]) -> tuple[T, ...]:
        """One value for each entry of the list `name`."""
        return tuple(make(entry, (name, place)) for place, entry in enumerate(self.service.data[name]))

    def field(self, data: Mapping[str, Any], path: Path) -> model.Field:
        """One field."""
        return model.Field(
            code=data["code"],
            type=data["type"],
            label=label(data["label"]),
            group=data["group"],
            required=data.get("required", False),
            required_when=self.formula(data, path, "required_when"),
            when=self.formula(data, path, "when"),
            options=tuple(model.Option(one["code"], label(one["label"])) for one in data.get("options", ())),
            min=data.get("min"),
            max=data.get("max"),
            rule=self.formula(data, path, "rule"),
            message=_maybe(data, "message"),
            help=_maybe(data, "help"),
            sensitive=data.get("sensitive", False),
            columns=tuple(map(_column, data.get("columns", ()))),
        )

    def slot(self, data: Mapping[str, Any], path: Path) -> model.Slot:
        """One paper."""
        return model.Slot(
            code=data["code"],
            label=label(data["label"]),
            material=data["material"],
            why=label(data["why"]),
            required=data.get("required", False),
            required_when=self.formula(data, path, "required_when"),
            prefill=data.get("prefill", {}),
            compare=data.get("compare", {}),
            help=_maybe(data, "help"),
        )

    def formula(self, data: Mapping[str, Any], path: Path, name: str) -> Formula | None:
        """The expression under `name`; None where there is none, and where it is a fault."""
        if name not in data:
            return None
        try:
            return Formula(data[name], compile_expression(data[name]))
        except FeelError as error:
            shown = data[name] if len(data[name]) <= LONGEST_SHOWN else data[name][:LONGEST_SHOWN] + "…"
            message = f"`{shown}` is no FEEL expression: {error}."
            self.faults.append(self.service.fault((*path, name), "expression", message))
            return None


def _column(data: Mapping[str, Any]) -> model.Field:
    """One column of a table: a field without conditions of its own."""
    return model.Field(
        code=data["code"],
        type=data["type"],
        label=label(data["label"]),
        group="",
        required=data.get("required", False),
        options=tuple(model.Option(one["code"], label(one["label"])) for one in data.get("options", ())),
        min=data.get("min"),
        max=data.get("max"),
        help=_maybe(data, "help"),
        sensitive=data.get("sensitive", False),
    )


def label(data: Mapping[str, str]) -> Label:
    """A text in both languages."""
    return Label(data["zh"], data["en"])


def source(data: Mapping[str, Any]) -> model.Source:
    """One place where values are known already."""
    kind = next(word for word in ("register", "licence", "earlier") if word in data)
    return model.Source(kind, data[kind], data["fills"], data.get("key", ""))


def case_object(data: Mapping[str, Any] | None) -> model.CaseObject | None:
    """What a case is about, where the pack says it."""
    return model.CaseObject(tuple(data["fields"]), data.get("whoever", False)) if data else None


def _maybe(data: Mapping[str, Any], name: str) -> Label | None:
    return label(data[name]) if name in data else None


def basis(data: Mapping[str, Any]) -> model.Basis:
    """A law and its article."""
    return model.Basis(label(data["law"]), data["article"], _maybe(data, "text"))


def _limit(code: str, data: Mapping[str, Any]) -> model.Limit:
    stops = data.get("stops", {})
    return model.Limit(
        code=code,
        value=data["value"],
        unit=data["unit"],
        basis=data["basis"],
        starts=data["starts"],
        extend=data.get("extend", 0),
        stops=ARTICLE_45 if stops == "article_45" else stops,
        silence=data.get("silence", ""),
        label=_maybe(data, "label"),
    )


def _step(element: str, data: Mapping[str, Any]) -> model.Step:
    # An unknown kind is told by the checks, beside everything else; here it must only not break.
    kind = step_kinds().get(data["kind"])
    limit = data.get("limit")
    return model.Step(
        element=element,
        kind=data["kind"],
        label=label(data["label"]),
        body=data.get("body", ""),
        role=data.get("role", ""),
        limit=limit and model.Limit(element, limit["value"], limit["unit"], "", "opened"),
        outcomes=tuple(_outcome(one, kind.verb(one["code"]) if kind else "") for one in data.get("outcomes", ())),
        min_staff=data.get("min_staff", kind.min_staff if kind else 1),
        excludes=tuple(data.get("excludes", ())),
        decision=data.get("decision", ""),
        result=data.get("result", element if kind and kind.is_ruled else ""),
        person_on=data.get("person_on", ""),
        help=_maybe(data, "help"),
        is_of_unit=data.get("unit", False),
        offers=tuple(data["offers"]) if "offers" in data else usual(kind),
        send_back_to=tuple(data["send_back_to"]) if "send_back_to" in data else None,
        gives=tuple(data.get("gives", ())),
        reads=frozenset(data["reads"]) if "reads" in data else None,
    )


def _outcome(data: Mapping[str, Any], usual: str) -> model.Outcome:
    verb = data.get("verb", usual)
    return model.Outcome(data["code"], label(data["label"]), verb, data.get("needs_reason", False) or verb in ADVERSE)


def _fee(data: Mapping[str, Any]) -> model.Fee:
    return model.Fee(data["charged"], label(data["text"]), data["basis"], data.get("amount_fen", 0))


def _result(data: Mapping[str, Any]) -> model.ResultSpec:
    return model.ResultSpec(
        code=data["code"],
        label=label(data["label"]),
        template=data["template"],
        validity_years=data["validity_years"],
        elicence_type=data.get("elicence_type", ""),
        is_public=data["public"],
        fields=tuple((label(one["label"]), one["field"]) for one in data.get("fields", ())),
    )


def _oversight(data: Mapping[str, Any]) -> dict[str, model.Post]:
    """Where a pack names nobody, the body that decides has both posts."""
    posts = {name: {"body": data["body"], "role": role} for name, role in OVERSEERS.items()} | data.get("oversight", {})
    return {name: model.Post(**post) for name, post in posts.items()}


def _rights(data: Mapping[str, Any]) -> model.Rights:
    reconsideration, litigation = data["reconsideration"], data["litigation"]
    return model.Rights(
        reconsideration_body=label(reconsideration["body"]),
        reconsideration_days=reconsideration["days"],
        reconsideration_channel=label(reconsideration["channel"]),
        court=label(litigation["court"]),
        litigation_months=litigation["months"],
    )
