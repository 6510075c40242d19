"""What attacks a parser or can never be right is refused on publishing, with its reason, and nothing is stored."""

import pytest

from tests.workflows.catalogue.samples import PROCESS, SERVICE, SHIPPED, changed
from tests.workflows.engine.drawing import file
from tests.workflows.packs.ruled import ruled_pack
from workflows.actor import SYSTEM
from workflows.catalogue.faults import PackRefused
from workflows.catalogue.models import PackArchive, PackVersion, ServiceItem
from workflows.catalogue.pack import Pack, read_pack
from workflows.catalogue.publish import publish

pytestmark = pytest.mark.django_db
DRAWING = SHIPPED.files[PROCESS]
ENTITIES = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
) + b"]>"  # fmt: skip
CIRCLE = (
    '<callActivity id="there" calledElement="q"/></process><process id="q"><callActivity id="back" calledElement="p"/>'
)
MEGABYTE = "seats + " * 125_000 + "1"


def drawn(content: bytes) -> Pack:
    return Pack({**SHIPPED.files, PROCESS: content})


def ruled(name: str, content: bytes) -> Pack:
    return Pack({**ruled_pack().files, name: content})


BAD = {
    "a DOCTYPE in a drawing": (drawn(DRAWING.replace(b"<definitions", b"<!DOCTYPE d><definitions", 1)), "doctype"),
    "entities that grow in a drawing": (
        drawn(DRAWING.replace(b"<definitions", ENTITIES + b"<definitions", 1)),
        "doctype",
    ),
    "100,000 elements": (drawn(file("".join(f'<userTask id="t{n}"/>' for n in range(100_000)))), "too_many"),
    "5 MB": (drawn(b" " * 5_000_000), "too_large"),
    "an id that is given twice": (
        changed(PROCESS, '<userTask id="decide"', '<userTask id="site_visit"'),
        "duplicate_id",
    ),
    "processes that call each other": (drawn(file(CIRCLE)), "call_circle"),
    "a condition of 1 MB": (changed(PROCESS, "seats &gt; 75", MEGABYTE), "expression_too_long"),
    "a rule of 1 MB": (changed(SERVICE, "rule: lease_to >", f"rule: {MEGABYTE} >"), "too_large"),
    "a rule of half a MB": (changed(SERVICE, "rule: lease_to >", f"rule: {MEGABYTE[: 1 << 19]} >"), "expression"),
    "a DOCTYPE in a table": (ruled("risk.dmn", b"<!DOCTYPE d>" + ruled_pack().files["risk.dmn"]), "doctype"),
    "entities that grow in a table": (ruled("risk.dmn", ENTITIES + b"<definitions/>"), "doctype"),
    "a table of 1 MB": (ruled_pack(risk=("&lt;= 20", "20 + " * 200_000 + "1")), "expression"),
    "a table in UTF-16": (ruled("risk.dmn", "<d/>".encode("utf-16")), "encoding"),
    "a table that is a drawing": (ruled("risk.dmn", DRAWING), "not_dmn"),
}


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_with_its_reason_and_nothing_is_stored(what: str) -> None:
    pack, code = BAD[what]
    with pytest.raises(PackRefused) as refused:
        publish(pack, SYSTEM)
    assert code in {fault.code for fault in refused.value.faults}
    assert not [fault for fault in refused.value.faults if len(fault.message) > 1_000]
    assert [model.objects.count() for model in (PackVersion, PackArchive, ServiceItem)] == [0, 0, 0]


def test_a_step_that_is_called_like_a_field_is_refused_for_it_would_hide_the_answer() -> None:
    files = {name: SHIPPED.files[name].replace(b"food_review", b"seats") for name in SHIPPED.files}
    with pytest.raises(PackRefused) as refused:
        publish(Pack(files), SYSTEM)
    assert ("process.bpmn", "seats", "taken") in {(f.file, f.path, f.code) for f in refused.value.faults}


def test_an_archive_that_hides_a_path_or_a_link_never_reaches_the_checks() -> None:
    with pytest.raises(PackRefused):
        read_pack(b"not a tar archive at all")
