"""Text to tree: runs the lexer and Lark's LALR parser, and says where a text stops making sense."""

from functools import lru_cache
from typing import Any

from lark import Lark, Token, Tree, UnexpectedInput

from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.limits import MAX_EXPRESSION_CHARS, MAX_NESTING
from workflows.engine.feel.syntax.lexer import FeelLexer, Scanner
from workflows.engine.feel.syntax.names import NameBook

Node = Tree[Token]


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark.open(
        "grammar.lark",
        rel_to=__file__,
        parser="lalr",
        lexer=FeelLexer,
        start=["expression", "unary_tests"],
        propagate_positions=True,
        maybe_placeholders=True,
    )


def parse_expression(text: str, book: NameBook) -> Node:
    return _parse(text, "expression", _tokens(text, book))


def parse_unary_tests(text: str, book: NameBook) -> Node:
    tokens = _tokens(text, book)
    if _negates_all(tokens):
        tokens[0] = Token.new_borrow_pos("NOT", "not", tokens[0])
    return _parse(text, "unary_tests", tokens)


def _tokens(text: str, book: NameBook) -> list[Token]:
    if len(text) > MAX_EXPRESSION_CHARS:
        raise FeelError(f"an expression has at most {MAX_EXPRESSION_CHARS} characters, this has {len(text)}")
    return Scanner(text, book).scan()


def _negates_all(tokens: list[Token]) -> bool:
    """Whether `not(` opens the tests and its bracket closes them."""
    if len(tokens) < 3 or tokens[0] != "not" or tokens[1].type != "OPEN":
        return False
    depth = 0
    for index, token in enumerate(tokens[1:], start=1):
        depth += {"OPEN": 1, "CLOSE": -1}.get(token.type, 0)
        if depth == 0:
            return index == len(tokens) - 1
    return False


def _parse(text: str, start: str, tokens: list[Token]) -> Node:
    # Lark does not recurse, but the compiler does: what is too deep is refused before anybody walks down.
    _check_brackets(tokens)
    try:
        parsed: Any = _parser().parse(tokens, start=start)
    except UnexpectedInput as error:
        raise _explained(text, error) from None
    # A lone token comes back bare from a rule that is inlined.
    tree = parsed if isinstance(parsed, Tree) else Tree("name", [parsed])
    _check_depth(tree)
    return tree


def _explained(text: str, error: UnexpectedInput) -> FeelError:
    token = getattr(error, "token", None)
    if token is None or token.type == "$END":
        return FeelError("the expression ends too early" if text.strip() else "the expression is empty", len(text))
    return FeelError(f"{str(token)[:40]!r} does not fit here", token.start_pos)


def _check_brackets(tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.type in ("OPEN", "LEFT", "BEGIN", "IF", "FUNCTION", "FOR", "SOME", "EVERY"):
            depth += 1
        elif token.type in ("CLOSE", "RIGHT", "END"):
            depth -= 1
        if depth > MAX_NESTING:
            raise FeelError(f"the expression is nested deeper than {MAX_NESTING} levels", token.start_pos)


def _check_depth(tree: Node) -> None:
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_NESTING:
            raise FeelError(f"the expression is nested deeper than {MAX_NESTING} levels", position(node))
        waiting.extend((child, depth + 1) for child in node.children if isinstance(child, Tree))


def position(node: Node) -> int | None:
    """Index in the text at which `node` begins."""
    return getattr(node.meta, "start_pos", None)
