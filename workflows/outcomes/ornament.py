"""Draws the border and the rosette of a certificate as SVG curves; no pictures, no fonts."""

import base64
from math import cos, pi, sin

GOLD = "#a8863a"
PALE = "#efe4c6"

Point = tuple[float, float]


def _path(points: list[Point], closed: bool = False) -> str:
    steps = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return f"M{steps}" + ("z" if closed else "")


def _wave(length: float, height: float, periods: int, phase: float) -> list[Point]:
    count = periods * 12
    return [(length * i / count, height / 2 * sin(2 * pi * periods * i / count + phase)) for i in range(count + 1)]


def _edge(length: float, height: float, periods: int) -> str:
    """Four interlaced waves along the x axis, the braid of the border."""
    strands = (_path(_wave(length, height, periods, quarter * pi / 2)) for quarter in range(4))
    return f'<path d="{" ".join(strands)}"/>'


def _rosette(radius: float, petals: int, depth: float, turns: int) -> str:
    """A guilloche: circles whose radius swings, each turned a little against the last."""
    curves = []
    for turn in range(turns):
        shift = 2 * pi * turn / (turns * petals)
        points = [
            (r * cos(a), r * sin(a))
            for a in (2 * pi * i / 360 for i in range(360))
            for r in (radius * (1 - depth + depth * cos(petals * (a + shift))),)
        ]
        curves.append(_path(points, closed=True))
    return f'<path d="{" ".join(curves)}"/>'


def border(width_mm: float, height_mm: float, band_mm: float = 7) -> str:
    """A frame of the given outer size with a braided band and a rosette in each corner."""
    w, h, b = width_mm, height_mm, band_mm
    across, down = round((w - 2 * b) / 6), round((h - 2 * b) / 6)
    edges = (
        f'<g transform="translate({b} {b / 2})">{_edge(w - 2 * b, b * 0.72, across)}</g>'
        f'<g transform="translate({b} {h - b / 2})">{_edge(w - 2 * b, b * 0.72, across)}</g>'
        f'<g transform="translate({b / 2} {b}) rotate(90)">{_edge(h - 2 * b, b * 0.72, down)}</g>'
        f'<g transform="translate({w - b / 2} {b}) rotate(90)">{_edge(h - 2 * b, b * 0.72, down)}</g>'
    )
    corners = "".join(
        f'<g transform="translate({x} {y})">{_rosette(b * 0.46, 8, 0.3, 3)}</g>'
        for x in (b / 2, w - b / 2)
        for y in (b / 2, h - b / 2)
    )
    lines = "".join(
        f'<rect x="{i}" y="{i}" width="{w - 2 * i}" height="{h - 2 * i}" stroke-width="{thick}"/>'
        for i, thick in ((0.3, 0.5), (b, 0.5), (b + 1.2, 0.15))
    )
    return _svg(w, h, f'<g fill="none" stroke="{GOLD}" stroke-width=".13">{edges}{corners}{lines}</g>')


def rosette(size_mm: float) -> str:
    """The pale rosette behind the text of a certificate."""
    rings = "".join(
        _rosette(size_mm / 2 * share, petals, depth, 6)
        for share, petals, depth in ((0.98, 24, 0.08), (0.78, 16, 0.16), (0.5, 12, 0.24))
    )
    middle = f"translate({size_mm / 2} {size_mm / 2})"
    return _svg(size_mm, size_mm, f'<g fill="none" stroke="{PALE}" stroke-width=".2" transform="{middle}">{rings}</g>')


def _svg(width_mm: float, height_mm: float, inner: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm}mm" height="{height_mm}mm" '
        f'viewBox="0 0 {width_mm} {height_mm}">{inner}</svg>'
    )


def uri(svg: str) -> str:
    """The drawing as a data: address."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
