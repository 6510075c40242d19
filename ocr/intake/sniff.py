"""What kind of file some bytes are, by their content; the name is only held against it. Pure."""

import re

from ocr.values import Rejected

LIMIT_BYTES = 20 * 1024 * 1024

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_ENDINGS = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpe": "image/jpeg",
    "jfif": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
_OTHERS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|svg|script|\?xml|head|body|iframe)", re.IGNORECASE)


def ending(name: str) -> str:
    """The file name's ending in lower case, without the dot; empty where there is none to believe."""
    found = re.search(r"\.([A-Za-z][A-Za-z0-9]{0,9})$", name.strip())
    return found[1].lower() if found else ""


def _other(data: bytes) -> str:
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim", b"ftyphevc"):
        return "heic"
    return next((kind for magic, kind in _OTHERS if data.startswith(magic)), "unknown")


def sniff(data: bytes, name: str) -> str:
    """The media type, one of those that are taken.

    Raises Rejected: empty, too_large, active_content, unsupported, mislabelled.
    """
    if not data:
        raise Rejected("empty")
    if len(data) > LIMIT_BYTES:
        raise Rejected("too_large", size_bytes=len(data), limit_bytes=LIMIT_BYTES)
    found = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        found = "image/webp"
    if not found:
        head = data[:4096].replace(b"\x00", b"")  # UTF-16 markup carries zero bytes
        if _MARKUP.search(head):
            raise Rejected("active_content", found="markup")
        raise Rejected("unsupported", found=_other(data))
    _refuse_two_faces(data, found)
    claimed = ending(name)
    if claimed and _ENDINGS.get(claimed) != found:
        raise Rejected("mislabelled", claimed=claimed, found=found.rpartition("/")[2])
    return found


def _refuse_two_faces(data: bytes, found: str) -> None:
    """A file that another program would open as something else has no place among papers."""
    tail = data[-66_000:]
    if b"PK\x05\x06" in tail and b"PK\x03\x04" in data:
        raise Rejected("mislabelled", claimed=found.rpartition("/")[2], found="zip")
    if found != "application/pdf" and b"%PDF-" in data[:1024]:
        raise Rejected("mislabelled", claimed=found.rpartition("/")[2], found="pdf")
