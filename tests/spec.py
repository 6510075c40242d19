"""Prints the tests as the specification, by law and article: `make spec`, or `python -m tests.spec`.

A test says by `@pytest.mark.law("行政许可法", 42)` which article it shows; its name is the sentence.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent


def marks(test: ast.FunctionDef) -> Iterator[tuple[str, int]]:
    """Law and article of each mark of a test."""
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.law":
            law, article = (ast.literal_eval(argument) for argument in mark.args)
            yield str(law), int(article)


def sentences() -> dict[str, dict[int, list[str]]]:
    """Law to article to the sentences that tests show, in the order of their files."""
    found: dict[str, dict[int, list[str]]] = {}
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for law, article in marks(node):
                    said = node.name.removeprefix("test_").replace("_", " ")
                    found.setdefault(law, {}).setdefault(article, []).append(said)
    return found


def main() -> None:
    """Print it."""
    for law, articles in sorted(sentences().items()):
        sys.stdout.write(f"\n《{law}》\n")
        for article, said in sorted(articles.items()):
            sys.stdout.write(f"  {article}\n" + "".join(f"      {sentence}\n" for sentence in said))


if __name__ == "__main__":
    main()
