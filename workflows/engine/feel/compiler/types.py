"""Type expressions: `number`, `list<date>`, `context<a: string>`, `function<> -> Any` and item definitions by name."""

from collections.abc import Mapping

from workflows.engine.feel.compiler.core import parts, words
from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.syntax.parser import Node, position
from workflows.engine.feel.values.kinds import SIMPLE, Kind, context_of, list_of, range_of


def compile_type(node: Node, types: Mapping[str, Kind]) -> Kind:
    """What tells whether a value that is not null belongs to the type; FeelError when nothing is called so."""
    if node.data == "function_type":
        return SIMPLE["function"]
    name = str(words(node, "NAME")[0])
    if node.data == "structure" and name == "context":
        members = parts(node)
        return context_of({str(words(each, "NAME")[0]): compile_type(parts(each)[0], types) for each in members})
    if node.data == "generic" and name in ("list", "range"):
        (member,) = parts(node)
        inner = compile_type(member, types)
        return list_of(inner) if name == "list" else range_of(inner)
    kind = types.get(name) or SIMPLE.get(name)
    if kind is None or node.data != "type":
        raise FeelError(f"there is no type {name!r}", position(node))
    return kind
