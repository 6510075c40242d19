"""What every check of a pack shares: the pack beside its compiled item, and ways to tell a fault with its line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workflows.catalogue.faults import Fault
from workflows.catalogue.item import Item
from workflows.catalogue.located import Path
from workflows.catalogue.pack import PROCESS, Pack


@dataclass(frozen=True)
class Subject:
    """A pack that has its shape and compiles; checks look at both sides."""

    pack: Pack
    item: Item

    def fault(self, path: Path, code: str, message: str) -> Fault:
        """A fault in service.yaml."""
        return self.pack.service.fault(path, code, message)

    def drawn(self, element: str, code: str, message: str) -> Fault:
        """A fault at an element of the drawing."""
        node = self.item.process.nodes.get(element)
        return Fault(PROCESS, node.line if node else 0, element, code, message)


@dataclass(frozen=True)
class Check:
    """One concern, a module of `checks`."""

    code: str
    find: Callable[[Subject], Iterator[Fault]]
