"""A folder is a registry: each module in it that defines KIND joins by being there."""

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def discover(package: ModuleType) -> dict[str, Any]:
    """Map each kind's code to its KIND, for every module directly inside `package`.

    Raises ValueError when two modules claim one code: a silent winner would hide a kind.
    """
    found: dict[str, Any] = {}
    for info in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        kind = importlib.import_module(info.name).KIND
        if kind.code in found:
            raise ValueError(f"{info.name} claims {kind.code!r}, which {found[kind.code].__module__} has")
        found[kind.code] = kind
    return found
