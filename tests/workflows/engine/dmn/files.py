"""DMN files as short as a test can bear: the wrapping that every file needs around what a test is about."""

from collections.abc import Sequence

from workflows.engine.dmn import Model, read_decisions

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="test" namespace="urn:test" id="d">'


def file(*parts: str, head: str = HEAD) -> bytes:
    """The bytes of a DMN file with these parts, each on lines of its own."""
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *parts, "</definitions>"]).encode()


def model(*parts: str) -> Model:
    return read_decisions(file(*parts))


def data(name: str, kind: str = "Any") -> str:
    """Input data, its id being its name."""
    return f'<inputData id="{name}" name="{name}"><variable name="{name}" typeRef="{kind}"/></inputData>'


def needs(*ids: str) -> str:
    """Requirements: `#id` of a decision, `()id` of knowledge, else of input data."""
    written = []
    for each in ids:
        kind = "Decision" if each.startswith("#") else "Knowledge" if each.startswith("()") else "Input"
        outer = "knowledgeRequirement" if kind == "Knowledge" else "informationRequirement"
        written.append(f'<{outer}><required{kind} href="#{each.lstrip("#()")}"/></{outer}>')
    return "".join(written)


def text(tag: str, content: str, attributes: str = "") -> str:
    """An element with a `text` child."""
    escaped = content.replace("&", "&amp;").replace("<", "&lt;")
    return f"<{tag} {attributes}><text>{escaped}</text></{tag}>"


def literal(content: str) -> str:
    return text("literalExpression", content)


def decision(name: str, logic: str, *required: str, kind: str = "Any") -> str:
    """A decision, its id being its name."""
    variable = f'<variable name="{name}" typeRef="{kind}"/>'
    return f'<decision id="{name}" name="{name}">{variable}{needs(*required)}{logic}</decision>'


def table(policy: str, inputs: Sequence[str], outputs: Sequence[str], *rows: str) -> str:
    """A table; a row is its cells with `|` between them, an output `name` or `name: allowed values = default`."""
    columns = "".join(f"<input>{text('inputExpression', each)}</input>" for each in inputs)
    rules = "".join(_rule(row, len(inputs), number) for number, row in enumerate(rows, start=1))
    return f'<decisionTable id="t" {policy}>{columns}{"".join(map(_output, outputs))}{rules}</decisionTable>'


def _output(written: str) -> str:
    head, _, default = written.partition(" = ")
    name, _, values = head.partition(": ")
    inside = (text("outputValues", values) if values else "") + (text("defaultOutputEntry", default) if default else "")
    return f'<output name="{name}">{inside}</output>'


def _rule(row: str, width: int, number: int) -> str:
    cells = [cell.strip() for cell in row.split("|")]
    tests = "".join(text("inputEntry", cell) for cell in cells[:width])
    return f'<rule id="r{number}">{tests}{"".join(text("outputEntry", cell) for cell in cells[width:])}</rule>'
