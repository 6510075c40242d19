"""The bit string of a status list: W3C Bitstring Status List v1.0 §4."""

import base64
import gzip
from collections.abc import Mapping


def encode(length: int, size: int, values: Mapping[int, int]) -> str:
    """`length` entries of `size` bits, all 0 but `values` (place → value): gzip, base64url, multibase prefix `u`.

    Place 0 is the left-most; an entry's first bit is its highest. Equal lists give equal text.
    """
    bits = bytearray((length * size + 7) // 8)
    for place, value in values.items():
        if not 0 <= place < length or not 0 <= value < 1 << size:
            raise ValueError(f"no place for {value} at {place}")
        for offset in range(size):
            if value >> (size - 1 - offset) & 1:
                at = place * size + offset
                bits[at >> 3] |= 0x80 >> (at & 7)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def decode(text: str, size: int, place: int) -> int:
    """The value at a place. Raises ValueError for another encoding, IndexError beyond the end."""
    if not text.startswith("u"):
        raise ValueError("not base64url by its multibase prefix")
    bits = gzip.decompress(base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)))
    value = 0
    for at in range(place * size, (place + 1) * size):
        value = value << 1 | (bits[at >> 3] >> (7 - (at & 7)) & 1)
    return value
