"""Transaction: a sub-process that can be given up, whereupon what it completed is compensated."""

from collections.abc import Mapping

from workflows.engine.elements.sub_process import SubProcess
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


class Transaction(SubProcess):
    """A cancel end event inside needs a cancel event on the border."""

    code = "transaction"

    def verify(self, source: Source, xml: Xml, node: Node, nodes: Mapping[str, Node]) -> None:
        super().verify(source, xml, node, nodes)
        inside = [one for one in nodes.values() if one.container == node.id]
        border = [nodes[id] for id in node.boundaries]
        if any(map(_cancels, inside)) and not any(map(_cancels, border)):
            message = "It can be cancelled, and nothing on its border says what comes then."
            source.fault(xml, "no_cancel", message, "Draw a cancel event on its border.")


def _cancels(node: Node) -> bool:
    return node.definition is not None and node.definition.kind.code == "cancel"


KIND = Transaction()
