"""`make measure`: figures of the sources beside those of the best of the field.

The field is healthchecks, procrastinate, viewflow, wagtail, open-forms, starlette, httpx, Django REST framework,
SpiffWorkflow and others like them; each figure is the best that was counted in any of them.
"""

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

from ops import python_set
from ops.checks import IMPORT_CONTRACTS, test_layout
from ops.console import plain
from ops.layout import PROJECT, Layout, children

FLOORS = ("portal", "workflows", "ocr", "ledger")
CODE = (*FLOORS, "ops")
MOST_LINES, LONG, TOO_LONG = 300, 40, 50
Function = ast.FunctionDef | ast.AsyncFunctionDef
OPENED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
# A verifier that a citizen carries away is one file on purpose: docs/adr/0009-the-verifier-is-one-file.md.
CARRIED = Path("ledger/verify.py")
# Comments that speak to a tool, not to a reader.
FOR_TOOLS = re.compile(r"#\s*(noqa|type:|fmt:|!)")
PARAMETER = re.compile(r"^\s*(?::param (?:\w+ )*?(\w+):|@param (\w+))", re.MULTILINE)
ARGUMENTS = re.compile(r"^\s*Args:\n((?:\s+\w+.*\n?)+)", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """One Python file of the project."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    @cached_property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @cached_property
    def comments(self) -> int:
        """Comments to a reader, and the lines of words under attributes; what opens a module, class or function is
        none."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        written = sum(each.type == tokenize.COMMENT and not FOR_TOOLS.match(each.string) for each in tokens)
        opening = {id(each.body[0]) for each in ast.walk(self.tree) if isinstance(each, OPENED) and each.body}
        return written + sum(span(each) for each in docstrings(self.tree) if id(each) not in opening)

    @cached_property
    def code(self) -> int:
        """Lines that hold code: neither blank, nor all comment, nor docstring."""
        silent = {each.lineno + n for each in docstrings(self.tree) for n in range(span(each))}
        lines = enumerate(self.text.splitlines(), 1)
        return sum(bool(line.strip()) and not line.lstrip().startswith("#") and n not in silent for n, line in lines)


def docstrings(tree: ast.Module) -> Iterator[ast.Expr]:
    """Every text that stands alone as a statement: docstrings, and the words under an attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node


def span(node: ast.stmt) -> int:
    """Lines that a statement takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def sources(*folders: str) -> list[Source]:
    """Every module below these folders of the project but migrations, which are made by Django."""
    files = (file for folder in folders for file in sorted((PROJECT / folder).rglob("*.py")))
    return [Source(file.relative_to(PROJECT), file.read_text()) for file in files if "migrations" not in file.parts]


def is_typed(function: Function) -> bool:
    """Whether the result and every parameter but `self` and `cls` has a type."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    bare = [each.arg for each in named if each and each.annotation is None]
    return function.returns is not None and not [name for name in bare if name not in ("self", "cls")]


def has_purpose(source: Source) -> bool:
    """Whether the module opens with a sentence."""
    first = (ast.get_docstring(source.tree) or "").split("\n")[0]
    return first.endswith((".", ":", "?")) and len(first) > len("A word.")


def missing_parameters(function: Function) -> set[str]:
    """Names that the docstring gives as parameters and the signature does not have."""
    text = (ast.get_docstring(function) or "") + "\n"
    told = {name for pair in PARAMETER.findall(text) for name in pair if name}
    for block in ARGUMENTS.findall(text):
        told |= set(re.findall(r"^\s+(\w+)\s*(?:\(.*?\))?:", block, re.MULTILINE))
    return told - {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}


def doors(source: Source) -> Iterator[bool]:
    """For each import from another floor: whether it goes through that floor's `api`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [f"{node.module}.{each.name}" for each in node.names] if node.module in FLOORS else [node.module]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        for name in names:
            floor, _, rest = (name or "").partition(".")
            if floor in FLOORS and floor != source.path.parts[0]:
                yield rest.split(".")[0] == "api"


def share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


@dataclass(frozen=True)
class Figure:
    """One line of the table; `holds` says whether the value is at or above the best of the field."""

    name: str
    value: float
    unit: str
    best: str
    holds: Callable[[float], bool]

    def line(self) -> str:
        shown = f"{self.value:.2f}".rstrip("0").rstrip(".")
        verdict = "OK" if self.holds(self.value) else "BELOW"
        return f"{self.name:44} {shown + ' ' + self.unit:>9}   {self.best:34} {verdict}"


def none(value: float) -> bool:
    return value == 0


def whole(value: float) -> bool:
    return value == 100


def of_structure(layout: Layout, code: list[Source]) -> Iterator[Figure]:
    """How the modules hang together; import-linter knows cycles, the sources the doors."""

    def broken(*words: str) -> int:
        command = [str(layout.python), "-c", IMPORT_CONTRACTS, "--no-logo", *words]
        done = subprocess.run(
            command, cwd=PROJECT, env=children(layout), capture_output=True, text=True, check=False, encoding="utf-8"
        )
        found = re.search(r"(\d+) kept, (\d+) broken", done.stdout)
        return int(found[2]) if found else 1

    yield Figure("contracts on import cycles broken", broken("--contract", "acyclic"), "", "3 of 16 parts in one", none)
    yield Figure("other import contracts broken", broken(), "", "nobody checks any", none)
    through = [door for source in code for door in doors(source)]
    yield Figure("imports between floors through the door", share(sum(through), len(through)), "%", "13 %", whole)


def of_size(code: list[Source]) -> Iterator[Figure]:
    functions = [span(function) for source in code for function in source.functions]
    over = share(sum(size > TOO_LONG for size in functions), len(functions))
    yield Figure(f"functions over {TOO_LONG} lines", over, "%", "0.7 % (SpiffWorkflow)", none)
    long = share(sum(size > LONG for size in functions), len(functions))
    yield Figure(f"functions over {LONG} lines", long, "%", "at most 1 % is the aim", lambda value: value <= 1)
    large = sum(each.lines > MOST_LINES and each.path != CARRIED for each in [*code, *sources("tests")])
    yield Figure(f"files over {MOST_LINES} lines but the verifier", large, "", "0 is the aim", none)


def of_words(code: list[Source]) -> Iterator[Figure]:
    functions = [function for source in code for function in source.functions]
    typed = share(sum(map(is_typed, functions)), len(functions))
    yield Figure("functions typed in full", typed, "%", "100 % (httpx)", whole)
    purposes = share(sum(map(has_purpose, code)), len(code))
    yield Figure("modules that open with their purpose", purposes, "%", "67 % (REST framework)", whole)
    comments = share(sum(source.comments for source in code), sum(source.code for source in code))
    yield Figure("comments in code", comments, "%", "3 to 8 %", lambda value: 3 <= value <= 8)
    drift = sum(bool(missing_parameters(function)) for function in functions)
    yield Figure("docstrings naming missing parameters", drift, "", "0 (wagtail, procrastinate)", none)


def of_tests(code: list[Source]) -> Iterator[Figure]:
    tests = sources("tests")
    ratio = sum(source.code for source in tests) / sum(source.code for source in code)
    yield Figure("lines of tests for a line of code", ratio, "", "1.0 to 1.5", lambda value: value >= 1)
    sizes = [span(each) for source in tests for each in source.functions if each.name.startswith("test_")]
    yield Figure("lines of the median test", median(sizes), "", "8 (healthchecks, viewflow)", lambda value: value <= 12)


def main() -> int:
    """Print the table; 1 when a figure is below the best of the field."""
    layout = test_layout()
    python_set.ensure(layout, "test")
    code = sources(*CODE)
    figures = [*of_structure(layout, code), *of_size(code), *of_words(code), *of_tests(code)]
    plain(f"{'':44} {'here':>9}   {'best of the field':34}")
    for figure in figures:
        plain(figure.line())
    return int(any(not figure.holds(figure.value) for figure in figures))
