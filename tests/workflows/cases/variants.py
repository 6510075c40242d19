"""The food permit with one sentence of its guide changed: what another city would publish."""

from workflows.actor import SYSTEM
from workflows.catalogue.pack import Pack, read_pack
from workflows.catalogue.publish import PackArchive, current, publish

CORRECTION = "    starts: correction_asked\n"


def guide_says(old: str, new: str) -> None:
    """Publish the current food permit with `old` replaced by `new` in its service.yaml."""
    pack = read_pack(bytes(PackArchive.objects.get(version=current("food_permit")).data))
    text = pack.files["service.yaml"].decode()
    assert old in text, old
    publish(Pack({**pack.files, "service.yaml": text.replace(old, new, 1).encode()}), SYSTEM)


def silence_lapses() -> None:
    """A local rule says that an application without an answer to its correction notice counts as withdrawn."""
    guide_says(CORRECTION, CORRECTION + "    silence: lapse\n")
