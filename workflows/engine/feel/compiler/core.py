"""The compiler's state: which names are bound where, which are free, and the way from a form to its code."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from lark import Token, Tree

from workflows.engine.feel.compiler.frame import Code
from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.syntax.parser import Node, position
from workflows.engine.feel.values.kinds import Kind

Form = Callable[["Compiler", Node], Code]


class Compiler:
    """Compiles one expression; `types` are item definitions by name, `known` names that stand before built-ins."""

    def __init__(self, forms: Mapping[str, Form], types: Mapping[str, Kind], known: Iterable[str]) -> None:
        self.forms, self.types, self.known = forms, types, frozenset(known)
        self.free: set[str] = set()
        self.members: set[str] = set()
        self.slips: list[tuple[str, int | None]] = []
        """Calls that can only be null, with their places: legal, but surely not meant."""
        self._bound: list[set[str]] = []
        self._filters = 0

    def compile(self, node: Node) -> Code:
        """The code of `node`; FeelError when its form has no meaning at this place."""
        form = self.forms.get(str(node.data))
        if form is None:
            raise FeelError(f"a {str(node.data).replace('_', ' ')} does not fit here", position(node))
        return form(self, node)

    def is_bound(self, name: str) -> bool:
        return name in self.known or any(name in names for names in self._bound)

    def note(self, name: str) -> None:
        """Remember a name that must come from outside; inside a filter it may be a member of the items instead."""
        if not any(name in names for names in self._bound):
            (self.members if self._filters else self.free).add(name)

    @contextmanager
    def binding(self, names: Iterable[str]) -> Iterator[set[str]]:
        """Names that hold inside the block; the set may grow meanwhile."""
        scope = set(names)
        self._bound.append(scope)
        try:
            yield scope
        finally:
            self._bound.pop()

    @contextmanager
    def filtering(self) -> Iterator[None]:
        self._filters += 1
        try:
            yield
        finally:
            self._filters -= 1


def parts(node: Node | None) -> list[Node]:
    """The children that are forms, without the words and signs between them."""
    return [] if node is None else [child for child in node.children if isinstance(child, Tree)]


def words(node: Node, kind: str) -> list[Token]:
    """The tokens of one kind directly under `node`."""
    return [child for child in node.children if isinstance(child, Token) and child.type == kind]


def cost(node: Node) -> int:
    """Steps that one run of `node` takes, loops inside it not counted: they charge for themselves."""
    return 1 + sum(1 for _ in node.iter_subtrees())
