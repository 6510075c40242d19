"""QR codes of our own addresses, for pages and documents alike."""

import base64
import io

import segno

_QUIET_MODULES = 4
"""Width of the white border that ISO/IEC 18004 asks for."""


def _drawn(text: str) -> segno.QRCode:
    # Level M survives a fold or a stamp over 15 % of the picture; micro codes are unknown to many phones.
    return segno.make(text, error="m", micro=False, boost_error=False)


def svg(text: str, size_px: int = 160) -> str:
    """A standalone SVG picture `size_px` wide and high, the same bytes for the same text."""
    if not 40 <= size_px <= 4000:
        raise ValueError(f"size_px is {size_px}; it takes 40 to 4000")
    out = io.BytesIO()
    _drawn(text).save(out, kind="svg", border=_QUIET_MODULES, xmldecl=False, nl=False, omitsize=True, light="#fff")
    drawing = out.getvalue().decode()
    return drawing.replace("<svg ", f'<svg width="{size_px}" height="{size_px}" shape-rendering="crispEdges" ', 1)


def svg_uri(text: str, size_px: int = 160) -> str:
    """The SVG as a data: address, for an img element."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg(text, size_px).encode()).decode()


def png(text: str, module_px: int = 6) -> bytes:
    """A black and white PNG with modules `module_px` wide."""
    out = io.BytesIO()
    _drawn(text).save(out, kind="png", scale=module_px, border=_QUIET_MODULES)
    return out.getvalue()
