"""Points and rings on the map: read from what people and systems send, measured, and told when they cannot be; pure."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from math import cos, radians
from typing import Any

from workflows.catalogue.field_kind import FieldProblem
from workflows.law.label import Label

coordinate = r"^-?[0-9]{1,3}(\.[0-9]{1,7})?$"
UNREADABLE = Label(
    "请填写经度和纬度，如 120.1001, 30.2001。", "Enter longitude and latitude, such as 120.1001, 30.2001."
)
OUTSIDE = Label(
    "该点不在中国境内，请检查经纬度是否颠倒。",
    "This point lies outside the country. Are longitude and latitude swapped?",
)
TOO_FEW = Label("至少需要三个顶点，每行一个。", "An outline needs three corners or more, one a line.")
CROSSING = Label("边界线自相交叉，请按顺序填写顶点。", "The outline crosses itself. Enter its corners in their order.")
WEST, EAST, SOUTH, NORTH = 73, 136, 3, 54
"""The degrees between which the country lies."""
METRES_A_DEGREE = 111_319.49
Point = tuple[str, str]


def point_of(raw: Any) -> Point:
    """Longitude and latitude as texts. Raises FieldProblem `point` or `outside`."""
    if isinstance(raw, str):
        raw = _json(raw) if raw.lstrip()[:1] in "[{" else re.split(r"[,，\s]+", raw.strip())
    if isinstance(raw, dict):
        raw = raw.get("coordinates") if raw.get("type") == "Point" else [raw.get("lon"), raw.get("lat")]
    if not isinstance(raw, (list, tuple)) or len(raw) != 2:
        raise FieldProblem("point")
    lon, lat = (_degrees(one) for one in raw)
    if not (WEST <= Decimal(lon) <= EAST and SOUTH <= Decimal(lat) <= NORTH):
        raise FieldProblem("outside")
    return lon, lat


def ring_of(raw: Any, most: int) -> list[Point]:
    """The closed ring. Raises FieldProblem `point`, `outside`, `too_few_corners`, `too_many` or `crossing`."""
    if isinstance(raw, str):
        raw = _json(raw) if raw.lstrip()[:1] in "[{" else [line for line in re.split(r"[\n;；]+", raw) if line.strip()]
    if isinstance(raw, dict):
        raw = raw.get("coordinates") if raw.get("type") == "Polygon" else None
        if not isinstance(raw, list) or len(raw) != 1:
            raise FieldProblem("point")
        raw = raw[0]
    if not isinstance(raw, (list, tuple)):
        raise FieldProblem("point")
    if len(raw) > most + 1:
        raise FieldProblem("too_many", limit=most)
    points = [point_of(one) for one in raw]
    if points and points[0] != points[-1]:
        points.append(points[0])
    if len(set(points)) < 3:
        raise FieldProblem("too_few_corners")
    if _crosses(points):
        raise FieldProblem("crossing")
    return points


def area_sqm(ring: Sequence[Sequence[str]]) -> Decimal:
    """The area inside, in square metres to the unit, on a plane that touches the middle; good for a city's plots."""
    middle = sum(float(point[1]) for point in ring) / len(ring)
    flat = [(float(x) * METRES_A_DEGREE * cos(radians(middle)), float(y) * METRES_A_DEGREE) for x, y in ring]
    # Counted from the first corner, or the products of far coordinates would eat the digits of a small plot.
    near = [(x - flat[0][0], y - flat[0][1]) for x, y in flat]
    doubled = sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(near))
    return Decimal(round(abs(doubled) / 2))


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise FieldProblem("point") from error


def _degrees(raw: Any) -> str:
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float, Decimal)):
        raise FieldProblem("point")
    try:
        number = Decimal(str(raw).strip())
        if not number.is_finite() or abs(number) > 180:
            raise FieldProblem("point")
        # Seven places are a centimetre; GPS gives more digits than it knows.
        return f"{number.quantize(Decimal('0.0000001')).normalize() + 0:f}"
    except InvalidOperation as error:
        raise FieldProblem("point") from error


def _crosses(ring: Sequence[Point]) -> bool:
    """Whether two sides that are no neighbours meet."""
    sides = [tuple((Decimal(x), Decimal(y)) for x, y in pair) for pair in pairwise(ring)]
    last = len(sides) - 1
    return any(
        _meet(*sides[one], *sides[other])
        for one in range(len(sides))
        for other in range(one + 2, len(sides))
        if not (one == 0 and other == last)
    )


def _meet(a: Any, b: Any, c: Any, d: Any) -> bool:
    return _side(a, b, c) * _side(a, b, d) <= 0 and _side(c, d, a) * _side(c, d, b) <= 0


def _side(a: Any, b: Any, c: Any) -> Decimal:
    found: Decimal = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return found
