"""Certificate identifiers after GB/T 36904."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.outcomes.elicence import BadIdentifier, ElicenceId, parse

PUBLISHED = (
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
)
OURS = "1.2.156.3005.2.119901000089900102001.11990102008990029U.20260000000001.001.V"
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

issuers = st.text(SIGNS, min_size=18, max_size=18)
identifiers = st.builds(
    ElicenceId,
    type=st.builds(lambda code, number: f"{code}{number:03}", issuers, st.integers(0, 999)),
    issuer=issuers,
    serial=st.text(SIGNS, min_size=1, max_size=22),
    version=st.integers(1, 999),
)


@pytest.mark.parametrize("text", [*PUBLISHED, OURS])
def test_published_identifiers_are_read_and_written_alike(text: str) -> None:
    assert str(parse(text)) == text


def test_the_demo_certificate_gets_its_known_identifier() -> None:
    assert str(ElicenceId("119901000089900102001", "11990102008990029U", "20260000000001")) == OURS


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (PUBLISHED[0][:-1] + "1", "check"),
        (PUBLISHED[0].replace(".002.", ".2."), "version"),
        (OURS.replace(".001.", ".000."), "version"),
        (OURS.replace(".001.", ".００１."), "version"),
        ("1.2.156.3005.3" + OURS[14:], "shape"),
        (OURS + ".1", "shape"),
        (OURS.lower(), "issuer"),
        (OURS.replace("11990102008990029U", "11990102"), "issuer"),
        ("", "shape"),
    ],
)
def test_a_wrong_identifier_is_refused_and_its_wrong_part_named(text: str, part: str) -> None:
    with pytest.raises(BadIdentifier) as caught:
        parse(text)
    assert caught.value.part == part


@given(identifiers)
def test_every_identifier_survives_writing_and_reading(identifier: ElicenceId) -> None:
    assert parse(f" {identifier}\n") == identifier


@given(identifiers, st.data())
def test_one_mistyped_character_is_always_noticed(identifier: ElicenceId, data: st.DataObject) -> None:
    text = str(identifier)
    start = len("1.2.156.3005.2.")
    places = [i for i in range(start, len(text)) if text[i] != "."]
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([sign for sign in SIGNS if sign != text[at]]))
    with pytest.raises(BadIdentifier):
        parse(text[:at] + other + text[at + 1 :])


def test_the_next_version_keeps_the_serial() -> None:
    following = parse(OURS).next_version()
    assert (following.serial, following.version) == ("20260000000001", 2)
    with pytest.raises(BadIdentifier):
        ElicenceId(following.type, following.issuer, following.serial, 999).next_version()
