"""Finds the engines in this folder and chooses the one that reads pictures, by setting and probe."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from django.conf import settings

import ocr.engines
from ocr.engines.contract import Engine, EngineDown


@cache
def engines() -> MappingProxyType[str, Engine]:
    """Every module here that defines ENGINE, by its code; two with one code stop the start."""
    found: dict[str, Engine] = {}
    for module in iter_modules(ocr.engines.__path__):
        engine = getattr(import_module(f"{ocr.engines.__name__}.{module.name}"), "ENGINE", None)
        if engine is None:
            continue
        if engine.code in found:
            raise ValueError(f"two engines are called {engine.code}")
        found[engine.code] = engine
    return MappingProxyType(found)


def chosen(code: str = "") -> Engine:
    """The engine named by `code` or the setting; with `auto` the most trusted that is healthy. Raises EngineDown."""
    wanted = code or settings.OCR_ENGINE
    if wanted != "auto":
        engine = engines()[wanted]
        engine.version()
        return engine
    faults = []
    for engine in sorted(engines().values(), key=lambda each: -each.trust):
        if not engine.trust:
            continue
        fault = probe(engine.code)
        if not fault:
            return engine
        faults.append(f"{engine.code}: {fault}")
    raise EngineDown("; ".join(faults))


@cache
def probe(code: str) -> str:
    """Empty if the engine reads a blank page, else what is wrong; asked once in a process."""
    import numpy as np

    from ocr.pages.picture import PageImage

    engine = engines()[code]
    try:
        engine.version()
        engine.read(PageImage(np.full((96, 320, 3), 255, np.uint8)))
    except Exception as error:  # a native library that cannot load raises anything at all
        return f"{type(error).__name__}: {error}"
    return ""


def engine_health() -> dict[str, str]:
    """Each engine's state: its version, or `down: why`."""
    out = {}
    for code, engine in engines().items():
        fault = probe(code)
        out[code] = f"down: {fault}" if fault else engine.version()
    return out
