"""Whatever stands in a pack, checking it ends in a list of faults with their lines, never in a crash."""

import copy
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.catalogue.samples import PROCESS, SERVICE, SHIPPED
from workflows.catalogue.checks import check
from workflows.catalogue.pack import Pack

DATA = yaml.safe_load(SHIPPED.files[SERVICE])
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 99), st.just([]), st.just({}), st.just({"zh": "甲", "en": "a"}),
    st.sampled_from(["", "x", "甲", "seats > ", "1 + 1", "accept", "decide", "food_permit", "2026-01-01"]),
    st.lists(st.sampled_from(["a", "accept", 3]), max_size=2),
)  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in the data but the root."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in inner for found in ((*path, key), *places(value, (*path, key)))]


PLACES = places(DATA)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), ODD | st.just(...)), min_size=1, max_size=3))
def test_a_pack_with_anything_anywhere_is_checked_to_the_end(changes):
    data = copy.deepcopy(DATA)
    for path, value in changes:
        inner = data
        for key in path[:-1]:
            inner = inner[key] if isinstance(inner, dict | list) and _has(inner, key) else None
        if inner is not None and _has(inner, path[-1]):
            if value is ...:
                del inner[path[-1]]
            else:
                inner[path[-1]] = value
    written = yaml.safe_dump(data, allow_unicode=True).encode()
    for fault in check(Pack({**SHIPPED.files, SERVICE: written})):
        assert fault.message
        assert fault.code


def _has(inner: Any, key: Any) -> bool:
    return (
        key in inner
        if isinstance(inner, dict)
        else isinstance(inner, list) and isinstance(key, int) and key < len(inner)
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SHIPPED.files[PROCESS]) - 1), st.sampled_from([b"", b"<", b'"', b"&", b"\x00", b"x"]))
def test_a_drawing_with_one_byte_changed_is_checked_to_the_end(at, byte):
    drawing = SHIPPED.files[PROCESS]
    for fault in check(Pack({**SHIPPED.files, PROCESS: drawing[:at] + byte + drawing[at + 1 :]})):
        assert fault.message


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(SHIPPED.files)), st.binary(max_size=200))
def test_a_file_of_random_bytes_is_checked_to_the_end(path, content):
    for fault in check(Pack({**SHIPPED.files, path: content})):
        assert fault.message
