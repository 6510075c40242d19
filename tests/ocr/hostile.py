"""Files that somebody made to break a reader."""

import struct
import zlib


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """A PNG whose header says `width` x `height`, all zero bytes inside, hardly any bytes on disk."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    squeezed, pen = [], zlib.compressobj(9)
    for _ in range(height if rows is None else rows):
        squeezed.append(pen.compress(b"\0" * (1 + 3 * width)))
    squeezed.append(pen.flush())
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"".join(squeezed)) + chunk(b"IEND", b"")


def pdf(pages: int = 1, side: int = 300, content: bytes = b"", extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """A small PDF: `content` is each page's stream, deflated; `extra` stands in the page, as /Annots would."""
    stream = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(b"%d 0 R" % (5 + i) for i in range(pages))),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>%s>>"
            % (side, side, extra)
            for _ in range(pages)
        ),
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, trailer, len(out)
    )  # fmt: skip
