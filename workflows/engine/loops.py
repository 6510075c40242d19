"""Reading of the loop characteristics of an activity."""

from typing import Any

from workflows.engine.source import Source, Xml, child
from workflows.engine.values import Loop


def read_loop(source: Source, xml: Xml) -> Loop | None:
    """How often the activity runs; None for once."""
    many = child(xml, "multiInstanceLoopCharacteristics")
    if many is not None:
        return _many(source, xml, many)
    loop = child(xml, "standardLoopCharacteristics")
    return None if loop is None else _standard(source, xml, loop)


def _expressions(source: Source, owner: Xml, xml: Xml, tags: dict[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
    texts, compiled = {}, {}
    for name, tag in tags.items():
        inner = child(xml, tag)
        if inner is not None:
            texts[name], compiled[name] = source.expression(inner, owner)
    return texts, compiled


def _many(source: Source, owner: Xml, xml: Xml) -> Loop:
    tags = {"cardinality": "loopCardinality", "collection": "loopDataInputRef", "until": "completionCondition"}
    texts, compiled = _expressions(source, owner, xml, tags)
    if "cardinality" not in texts and "collection" not in texts:
        message = "It does not say how many runs there are."
        source.fault(owner, "no_cardinality", message, "Give it a `loopCardinality` or a `loopDataInputRef`.")
    item = child(xml, "inputDataItem")
    name = "" if item is None else item.get("name", item.get("id", ""))
    return Loop(sequential=xml.get("isSequential") == "true", item=name, texts=texts, **compiled)


def _standard(source: Source, owner: Xml, xml: Xml) -> Loop:
    texts, compiled = _expressions(source, owner, xml, {"until": "loopCondition"})
    maximum = xml.get("loopMaximum", "")
    if not texts and not maximum.isdigit():
        source.fault(owner, "no_expression", "The loop has no condition.", "Give it a condition or a maximum.")
    return Loop(
        sequential=True, standard=True, test_before=xml.get("testBefore") == "true",
        texts=texts, maximum=int(maximum) if maximum.isdigit() else None, **compiled,
    )  # fmt: skip
