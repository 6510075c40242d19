"""Where names get their values while an expression runs."""

from collections.abc import Callable, Mapping
from typing import Any

from workflows.engine.feel.values.convert import NATIVE, taken
from workflows.engine.feel.values.run import Run

MISSING = object()


class Frame:
    """Names of one level; `clean` says that its values are FEEL values already."""

    __slots__ = ("clean", "names", "parent", "run")

    def __init__(self, names: Mapping[str, Any], parent: "Frame | None", run: Run, clean: bool = True) -> None:
        self.names, self.parent, self.run, self.clean = names, parent, run, clean


Code = Callable[[Frame], Any]
"""A compiled form: evaluates to a FEEL value, None being null."""


def read_name(name: str, default: Any) -> Code:
    """The nearest value of `name`; `default` (a built-in or null) where nothing is called so."""

    def read(frame: Frame) -> Any:
        # The first level is written out: nearly every name of a condition is a fact of the case.
        value = frame.names.get(name, MISSING)
        if value is MISSING:
            return _read_outer(frame.parent, name, default)
        if value.__class__ in NATIVE or frame.clean:
            return value
        return taken(value, frame.run)

    return read


def _read_outer(frame: Frame | None, name: str, default: Any) -> Any:
    while frame is not None:
        value = frame.names.get(name, MISSING)
        if value is not MISSING:
            return value if frame.clean else taken(value, frame.run)
        frame = frame.parent
    return default
