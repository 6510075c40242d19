"""Draws the face of an electronic seal: a red ring, the body's name on the arc, a star and the words 电子印章."""

from html import escape
from math import cos, pi, radians, sin

RED = "#d0121b"
SIZE_MM = 42
"""Diameter of a department's round seal."""
_MIDDLE = 50.0
_NAME_RADIUS = 36.5
_WIDEST_ARC = 262.0
_STEP_DEGREES = 23.0


def face(name: str) -> str:
    """An SVG of 100 by 100 units; a long name is set closer and narrower, never cut."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="{SIZE_MM}mm" height="{SIZE_MM}mm">'
        f'<g fill="{RED}" font-family="Noto Serif CJK SC, Noto Sans CJK SC, serif" font-weight="700" '
        f'text-anchor="middle"><circle cx="50" cy="50" r="48.2" fill="none" stroke="{RED}" stroke-width="2.4"/>'
        f'<circle cx="50" cy="50" r="45.6" fill="none" stroke="{RED}" stroke-width=".5"/>'
        f"{_arc(name)}{_star(15.5)}"
        f'<text x="50" y="80.5" font-size="9">电子印章</text></g></svg>'
    )


def _arc(name: str) -> str:
    signs = name.strip() or "?"
    count = len(signs)
    step = min(_STEP_DEGREES, (_WIDEST_ARC if count > 16 else 232.0) / max(count - 1, 1))
    size = min(13.0, 13.0 * step / 17.0 + 2.5)
    # Beyond this width neighbours would touch on the inner side of the arc.
    squeeze = min(1.0, radians(step) * (_NAME_RADIUS - size * 0.1) / size)
    first = -step * (count - 1) / 2
    return "".join(_sign(sign, first + step * place, size, squeeze) for place, sign in enumerate(signs))


def _sign(sign: str, degrees: float, size: float, squeeze: float) -> str:
    angle = radians(degrees)
    x, y = _MIDDLE + _NAME_RADIUS * sin(angle), _MIDDLE - _NAME_RADIUS * cos(angle)
    place = f"translate({x:.3f} {y:.3f}) rotate({degrees:.3f}) scale({squeeze:.3f} 1)"
    return f'<text transform="{place}" x="0" y="{size * 0.36:.2f}" font-size="{size:.2f}">{escape(sign)}</text>'


def _star(radius: float) -> str:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = pi * corner / 5
        points.append(f"{_MIDDLE + reach * sin(angle):.3f},{_MIDDLE - reach * cos(angle):.3f}")
    return f'<polygon points="{" ".join(points)}"/>'
