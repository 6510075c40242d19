"""A key in a PKCS#11 token (OASIS v2.40): found by an RFC 7512 address, asked to sign, never taken out.

The module is called through ctypes, so that a device needs no package of Python's. Structures are of 64-bit Linux.
"""

import ctypes
import os
import threading
from ctypes import byref, c_char_p, c_ulong, c_void_p, create_string_buffer
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from ledger.errors import KeyUnusable

CLASS, LABEL, EC_POINT = 0x00, 0x03, 0x181
PUBLIC, PRIVATE = 2, 3
ECDSA, EDDSA = 0x1041, 0x1057
SERIAL_SESSION, USER = 4, 1
ALREADY_INITIALIZED, ALREADY_LOGGED_IN = 0x191, 0x100
# An Ed25519 point is 32 bytes, an uncompressed secp256k1 point 65 of which the first says so.
EDWARDS_BYTES, WEIERSTRASS_BYTES = 32, 65
# CK_TOKEN_INFO begins with the label, padded with spaces.
LABEL_BYTES, TOKEN_INFO_BYTES = 32, 512


class Attribute(ctypes.Structure):
    _fields_ = (("type", c_ulong), ("value", c_void_p), ("length", c_ulong))


class Mechanism(ctypes.Structure):
    _fields_ = (("mechanism", c_ulong), ("parameter", c_void_p), ("length", c_ulong))


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of `pkcs11:token=…;object=…?module-path=…&pin-value=…` (or `pin-source=file:…`) that are used here."""

    module: str
    token: str
    label: str
    pin: str


def address(uri: str) -> Address:
    """KeyUnusable where a part is missing."""
    path, _, query = uri.removeprefix("pkcs11:").partition("?")
    parts = {name: unquote(value) for name, _, value in (word.partition("=") for word in path.split(";"))}
    parts |= dict(parse_qsl(query))
    source = parts.get("pin-source", "")
    try:
        pin = parts.get("pin-value") or Path(source.removeprefix("file:")).read_text().strip()
        return Address(parts["module-path"], parts["token"], parts["object"], pin)
    except (KeyError, OSError) as error:
        raise KeyUnusable(
            f"a PKCS#11 address needs token, object, module-path and a pin; {error} is missing"
        ) from error


@dataclass
class TokenKey:
    """A signers.Signer of the key pair under one label; a process that forked opens a session of its own."""

    where: Address
    lock: threading.Lock = field(default_factory=threading.Lock)
    process: int = 0

    @property
    def public_key(self) -> bytes:
        with self.lock:
            self._open()
            return self.point

    def sign(self, message: bytes) -> bytes:
        with self.lock:
            self._open()
            kind = EDDSA if len(self.point) == EDWARDS_BYTES else ECDSA
            signature, length = create_string_buffer(256), c_ulong(256)
            try:
                self._call("C_SignInit", self.session, byref(Mechanism(kind, None, 0)), self.private)
                self._call("C_Sign", self.session, message, c_ulong(len(message)), signature, byref(length))
            except KeyUnusable:
                self.process = 0  # a token that was pulled out needs a new session
                raise
            return signature.raw[: length.value]

    def _open(self) -> None:
        if self.process == os.getpid():
            return
        try:
            self.module = ctypes.CDLL(self.where.module)
        except OSError as error:
            raise KeyUnusable(f"no PKCS#11 module: {error}") from error
        self._call("C_Initialize", None, also=ALREADY_INITIALIZED)
        self.session = c_ulong()
        self._call("C_OpenSession", self._slot(), c_ulong(SERIAL_SESSION), None, None, byref(self.session))
        pin = self.where.pin.encode()
        self._call("C_Login", self.session, c_ulong(USER), c_char_p(pin), c_ulong(len(pin)), also=ALREADY_LOGGED_IN)
        self.private = self._find(PRIVATE)
        self.point = self._point(self._find(PUBLIC))
        self.process = os.getpid()

    def _call(self, name: str, *arguments: object, also: int = 0) -> None:
        answer = getattr(self.module, name)(*arguments)
        if answer not in (0, also):
            raise KeyUnusable(f"PKCS#11 {name} answers {answer:#x}")

    def _slot(self) -> c_ulong:
        count = c_ulong()
        self._call("C_GetSlotList", ctypes.c_ubyte(1), None, byref(count))
        slots = (c_ulong * count.value)()
        self._call("C_GetSlotList", ctypes.c_ubyte(1), slots, byref(count))
        for slot in slots:
            info = create_string_buffer(TOKEN_INFO_BYTES)
            self._call("C_GetTokenInfo", c_ulong(slot), info)
            if info.raw[:LABEL_BYTES].decode(errors="replace").rstrip() == self.where.token:
                return c_ulong(slot)
        raise KeyUnusable(f"no PKCS#11 token {self.where.token}")

    def _find(self, kind: int) -> c_ulong:
        wanted, label = c_ulong(kind), create_string_buffer(self.where.label.encode())
        template = (Attribute * 2)(
            Attribute(CLASS, ctypes.cast(byref(wanted), c_void_p), ctypes.sizeof(wanted)),
            Attribute(LABEL, ctypes.cast(label, c_void_p), len(label.value)),
        )
        found, count = c_ulong(), c_ulong()
        self._call("C_FindObjectsInit", self.session, template, c_ulong(2))
        self._call("C_FindObjects", self.session, byref(found), c_ulong(1), byref(count))
        self._call("C_FindObjectsFinal", self.session)
        if not count.value:
            raise KeyUnusable(f"the token holds no key pair {self.where.label}")
        return found

    def _point(self, public: c_ulong) -> bytes:
        """CKA_EC_POINT: 32 bytes of Ed25519, which some modules give bare and some in DER; x || y of secp256k1."""
        value = create_string_buffer(256)
        template = (Attribute * 1)(Attribute(EC_POINT, ctypes.cast(value, c_void_p), 256))
        self._call("C_GetAttributeValue", self.session, public, template, c_ulong(1))
        point = value.raw[: template[0].length]
        point = point if len(point) == EDWARDS_BYTES else point[2:]
        if len(point) == WEIERSTRASS_BYTES and point[0] == 4:
            return point[1:]
        if len(point) != EDWARDS_BYTES:
            raise KeyUnusable(f"{self.where.label} is neither an Ed25519 nor a secp256k1 key")
        return point
