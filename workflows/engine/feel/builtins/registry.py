"""Where a built-in says its name and parameters; several bodies of one name are its signatures, tried in order."""

from collections.abc import Callable
from typing import Any, TypeVar

from workflows.engine.feel.values.functions import Builtin, Signature, read_signature

Body = TypeVar("Body", bound=Callable[..., Any])
_SIGNATURES: dict[str, list[Signature]] = {}


def function(text: str, wants_run: bool = False) -> Callable[[Body], Body]:
    """Register the decorated body under `text`, e.g. `substring(string: string, start position: number)`."""

    def register(body: Body) -> Body:
        name, signature = read_signature(text, body, wants_run)
        _SIGNATURES.setdefault(name, []).append(signature)
        return body

    return register


def collected() -> dict[str, Builtin]:
    """Every built-in registered so far, by name."""
    return {name: Builtin(name, tuple(signatures)) for name, signatures in _SIGNATURES.items()}
