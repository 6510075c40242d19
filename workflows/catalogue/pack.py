"""A pack as files: read from a folder or an archive, written as one canonical archive with its digest."""

import hashlib
import io
import re
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workflows.catalogue.faults import Fault, PackRefused
from workflows.catalogue.located import Located, read_yaml

SERVICE, PROCESS, SCENARIOS = "service.yaml", "process.bpmn", "scenarios.yaml"
BUNDLE, PINS = "bundle.yaml", "members.json"
"""A bundle's own file, and the versions of its members that publishing wrote beside it."""
KNOWN = re.compile(
    r"service\.yaml|bundle\.yaml|members\.json|process\.bpmn|scenarios\.yaml|[a-z0-9_]+\.dmn|documents/[a-z0-9_]+\.html"
)
SHIPPED = Path(__file__).resolve().parent.parent / "packs"
TEXTS = "_texts"
"""The folder beside packs that holds sets of document texts; a pack names its set by `texts`, and may override each."""
NAMES_TEXTS = re.compile(rb"^texts: *([a-z][a-z0-9_]*) *(?:#.*)?\r?$", re.MULTILINE)
MAX_FILES = 100
MAX_BYTES = 8_000_000


@dataclass(frozen=True)
class Pack:
    """The files of one service item, by their path inside the pack."""

    files: Mapping[str, bytes]

    @cached_property
    def service(self) -> Located:
        """The data of service.yaml, or of a bundle's bundle.yaml. Raises PackRefused."""
        name = BUNDLE if self.is_bundle else SERVICE
        return read_yaml(name, self.files[name])

    @property
    def is_bundle(self) -> bool:
        """Whether it names members instead of having a route of its own."""
        return BUNDLE in self.files

    @cached_property
    def scenarios(self) -> Located:
        """The data of scenarios.yaml; an empty list where there is none. Raises PackRefused."""
        return read_yaml(SCENARIOS, self.files.get(SCENARIOS, b"[]"))

    @property
    def code(self) -> str:
        """The item's code as service.yaml says it; empty where it says none."""
        data = self.service.data
        return str(data.get("code", "")) if isinstance(data, dict) else ""

    @property
    def documents(self) -> dict[str, str]:
        """The templates by name. Raises PackRefused for one that is not UTF-8."""
        found: dict[str, str] = {}
        for path, content in self.files.items():
            if path.startswith("documents/"):
                try:
                    found[path.removeprefix("documents/").removesuffix(".html")] = content.decode("utf-8")
                except UnicodeDecodeError as error:
                    raise PackRefused(Fault(path, 0, "", "encoding", "The file is not UTF-8.")) from error
        return found

    @cached_property
    def archive(self) -> bytes:
        """The canonical archive: the same files give the same bytes, whoever packs them and when."""
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            # USTAR with bare entries: no owner, time or locale of the machine that packs.
            for path in sorted(self.files):
                entry = tarfile.TarInfo(path)
                entry.size, entry.mode = len(self.files[path]), 0o644
                tar.addfile(entry, io.BytesIO(self.files[path]))
        return target.getvalue()

    @cached_property
    def sha256(self) -> str:
        """Digest of the canonical archive, lower-case hexadecimal."""
        return hashlib.sha256(self.archive).hexdigest()


def read_pack(source: Path | bytes) -> Pack:
    """The pack in a folder, in a tar file, or in the bytes of one. Raises PackRefused."""
    if isinstance(source, Path) and source.is_dir():
        files = {
            path.relative_to(source).as_posix(): path.read_bytes()
            for path in sorted(source.rglob("*"))
            if path.is_file()
        }
        files = {**_texts(source, files.get(SERVICE, b"")), **files}
    else:
        files = _unpack(source if isinstance(source, bytes) else source.read_bytes())
    faults = [
        Fault(
            path, 0, "", "unknown_file", f"A pack holds {SERVICE}, {PROCESS}, {SCENARIOS}, *.dmn and documents/*.html."
        )
        for path in files
        if not KNOWN.fullmatch(path)
    ]
    faults += [
        Fault(path, 0, "", "missing_file", "The pack has no such file.")
        for path in (SERVICE, PROCESS)
        if path not in files and BUNDLE not in files
    ]
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_BYTES:
        faults.append(Fault("", 0, "", "too_large", f"A pack has at most {MAX_FILES} files and {MAX_BYTES} bytes."))
    if faults:
        raise PackRefused(*faults)
    return Pack(files)


def beside(code: str, folder: Path = SHIPPED) -> Pack | None:
    """The pack with this code in a folder of packs, or None."""
    place = folder / code
    return read_pack(place) if any((place / name).is_file() for name in (SERVICE, BUNDLE)) else None


def _texts(folder: Path, service: bytes) -> dict[str, bytes]:
    """The document texts of the set that the pack names; what it brings itself goes before. Raises PackRefused."""
    # Put in here, so that the archive is whole and a later change of a set changes no published version.
    named = NAMES_TEXTS.search(service)
    if named is None:
        return {}
    name = named[1].decode()
    found = next((home / TEXTS / name for home in (folder.parent, SHIPPED) if (home / TEXTS / name).is_dir()), None)
    if found is None:
        known = ", ".join(sorted(path.name for path in (SHIPPED / TEXTS).iterdir()))
        line = service[: named.start()].count(b"\n") + 1
        raise PackRefused(Fault(SERVICE, line, "texts", "unknown_texts", f"`{name}` is no set; there are {known}."))
    return {f"documents/{path.name}": path.read_bytes() for path in sorted(found.glob("*.html"))}


def _unpack(archive: bytes) -> dict[str, bytes]:
    """The plain files of a tar; links, devices and paths that lead outside are never followed."""
    files: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
            for entry in tar:
                if len(files) > MAX_FILES or entry.size > MAX_BYTES:
                    raise PackRefused(Fault(entry.name, 0, "", "too_large", f"A file has at most {MAX_BYTES} bytes."))
                if entry.name in files:
                    raise PackRefused(Fault(entry.name, 0, "", "twice", "The archive holds this file twice."))
                content = tar.extractfile(entry) if entry.isreg() else None
                if content is not None:
                    files[entry.name] = content.read()
    except tarfile.TarError as error:
        raise PackRefused(Fault("", 0, "", "archive", f"This is no tar archive: {error}.")) from error
    return files
