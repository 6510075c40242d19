"""Checks a proof file against what its owner trusts: one file, standard library, Python 3.8 or newer.

    python -m ledger.verify proof.json --trust trust.json --rpc URL [--rpc URL2] [--lang zh]

Exit 0 PROVEN, 3 REFUTED, 2 CANNOT CHECK NOW (also for malformed files and outages); never 1, which a crash returns.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import urllib.request
from dataclasses import dataclass
from typing import Any, Iterator, Mapping, NoReturn, Sequence  # noqa: UP035 - collections.abc needs 3.9

PROVEN, REFUTED, UNKNOWN = "PROVEN", "REFUTED", "CANNOT CHECK NOW"
EXIT = {PROVEN: 0, REFUTED: 3, UNKNOWN: 2}
ZH = {PROVEN: "已证实", REFUTED: "已否定", UNKNOWN: "暂时无法核验"}
PROOF_FORMAT, TRUST_FORMAT = "onedoor-proof/1", "onedoor-trust/1"
# First four bytes of Keccak-256 of "rootAt(uint64)"; a constant, because hashlib has no Keccak.
ROOT_AT = "0xeaa38b41"
RPC_SECONDS, LONGEST, DEEPEST = 8, 1 << 20, 100

TEXTS = {
    "chain": (
        "chain {chain_id} ({name}), contract {contract}, depth {depth}: holds this root for size {size}",
        "链 {chain_id}（{name}），合约 {contract}，确认深度 {depth}：已记有规模 {size} 的同一树根",
    ),
    "local": (
        "this is a local chain: it shows the mechanism, gives no independence",
        "此为本地链：仅演示机制，不具独立性",
    ),
    "witness": ("witness {name} co-signed this head", "见证方 {name} 已会签此树头"),
    "other_root": (
        "chain {chain_id} ({name}), contract {contract}: holds ANOTHER root for size {size}; history was rewritten",
        "链 {chain_id}（{name}），合约 {contract}：规模 {size} 记有另一树根，历史已被改写",
    ),
    "not_in_tree": (
        "entry {entry}: what the file shows is not what was recorded at index {index} of the signed head",
        "记录 {entry}：文件所示内容与已签名树头第 {index} 位所记不符",
    ),
    "erased": ("the content was erased: only its place in the log is shown", "内容已依法删除：仅证明其在日志中的位置"),
    "other_entry": (
        "the file is named for entry {entry}, its bytes are of {told}",
        "文件标称记录 {entry}，其内容却属于 {told}",
    ),
    "bad_head": ("the head is not signed by the key pinned for {origin}", "树头不是由为 {origin} 锁定的密钥所签"),
    "after_end": (
        "log {origin} ended with {last} entries; a head over {size} is not its own",
        "日志 {origin} 已于规模 {last} 处终止；规模 {size} 的树头不属于它",
    ),
    "malformed": ("malformed input: {why}", "输入格式有误：{why}"),
    "no_pin": (
        "no pin: the trust file names no log {origin}; get one from a source you trust",
        "无可信锚点：信任文件未列日志 {origin}，请从可信来源取得",
    ),
    "algorithm": ("algorithm {algorithm} is not known to this verifier", "本核验程序不识算法 {algorithm}"),
    "no_rpc": (
        "chain {chain_id} ({name}) was not asked: no --rpc answers for it",
        "链 {chain_id}（{name}）未查询：没有可用的 --rpc 节点",
    ),
    "unreachable": ("node {url} gives no usable answer: {why}", "节点 {url} 无有效应答：{why}"),
    "other_code": (
        "node {url}: at {contract} stands not the contract that is pinned",
        "节点 {url}：{contract} 处不是所锁定的合约",
    ),
    "not_yet": (
        "node {url}: chain {chain_id} holds no root for size {size} at depth {depth} yet",
        "节点 {url}：链 {chain_id} 在深度 {depth} 处尚无规模 {size} 的树根",
    ),
    "disagree": ("nodes of chain {chain_id} contradict each other", "链 {chain_id} 的各节点互相矛盾"),
    "too_few": ("{got} of {need} confirmations asked for", "所需 {need} 项确认，仅得 {got} 项"),
}


@dataclass(frozen=True)
class Reason:
    """One sentence of a verdict: `code` is a key of TEXTS, `params` fill it."""

    code: str
    params: Mapping[str, Any]

    def text(self, language: str = "en") -> str:
        return TEXTS[self.code][language.startswith("zh")].format(**self.params)


@dataclass(frozen=True)
class Verdict:
    """`entry` and `origin` are empty where the file did not get that far; `told` is what the entry says."""

    outcome: str
    reasons: Sequence[Reason]
    entry: str = ""
    origin: str = ""
    size: int = 0
    told: Mapping[str, Any] | None = None

    @property
    def exit_code(self) -> int:
        return EXIT[self.outcome]

    def text(self, language: str = "en") -> str:
        zh = language.startswith("zh")
        names = ("记录", "日志", "规模") if zh else ("entry", "origin", "size")
        parts = [(names[0], self.entry), (names[1], self.origin), (names[2], self.size)]
        told = ", ".join(f"{name} {value}" for name, value in parts if value)
        head = f"{ZH[self.outcome]}（{self.outcome}）" if zh else self.outcome
        return "\n".join([f"{head}: {told}" if told else head, *("  - " + r.text(language) for r in self.reasons)])


class _Stop(Exception):
    def __init__(self, outcome: str, code: str, **params: Any) -> None:
        super().__init__(code)
        self.outcome, self.reason = outcome, Reason(code, params)


def _malformed(why: str) -> NoReturn:
    raise _Stop(UNKNOWN, "malformed", why=why)


# --- Ed25519 (RFC 8032 section 5.1.7, verification only) ---

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def _add(p: Any, q: Any) -> Any:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Any) -> Any:
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _point(data: bytes) -> Any:
    """The curve point of 32 bytes, None where there is none or its encoding is not canonical."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Cofactorless check; S must be below the group order, encodings canonical."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, s = _point(public_key), int.from_bytes(signature[32:], "little")
    if key is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    x, y, z, _ = _add(_times(s, BASE), _times(h, (P - key[0], key[1], 1, P - key[3])))
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return bool((y | (x & 1) << 255).to_bytes(32, "little") == signature[:32])


# --- Reading the files ---


def _b64(text: Any, size: int, what: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        _malformed(what)
    return data if not size or len(data) == size else _malformed(what)


def _get(holder: Any, name: str, kind: type) -> Any:
    value = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        _malformed(f"{name} is missing or not {kind.__name__}")
    return value


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        _malformed("an object names a member twice")
    return dict(pairs)


def parse(text: str) -> Any:
    """JSON; duplicate members are refused, because two readers could see two entries, and so is a bottomless file."""
    depth = 0
    for sign in re.sub(r'"(?:[^"\\]|\\.)*"|[^][{}]', "", text):
        depth += 1 if sign in "[{" else -1
        if depth > DEEPEST:
            _malformed("nested too deep")
    return json.loads(text, object_pairs_hook=_once)


def load(path: str) -> Any:
    with open(path, encoding="utf-8") as file:
        return parse(file.read(LONGEST))


@dataclass(frozen=True)
class _Head:
    origin: str
    size: int
    root: bytes
    text: bytes
    signatures: Sequence[tuple[str, bytes]]


def _head(note: str) -> _Head:
    text, gap, tail = note.partition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not lines[1].isdigit() or len(lines[1]) > 16 or not tail.endswith("\n"):
        _malformed("head is not a checkpoint")
    signatures = [line.split(" ") for line in tail[:-1].split("\n")]
    if any(len(parts) != 3 or parts[0] != "\u2014" for parts in signatures):
        _malformed("signature line of the head")
    blobs = [(name, _b64(blob, 0, "signature of the head")) for _, name, blob in signatures]
    return _Head(lines[0], int(lines[1]), _b64(lines[2], 32, "root of the head"), (text + "\n").encode(), blobs)


def _key(text: str) -> tuple[str, bytes, int, bytes]:
    """(name, key id, signature type, key) of a C2SP verifier key."""
    name, number, tail = [*text.split("+", 2), "", ""][:3]
    data = _b64(tail, 33, "pinned key")
    wanted = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    return (name, wanted, data[0], data[1:]) if wanted.hex() == number else _malformed("pinned key")


# --- The judgement ---


def _pin(trust: Any, origin: str) -> Any:
    if trust is None:
        raise _Stop(UNKNOWN, "no_pin", origin=origin)
    if _get(trust, "format", str) != TRUST_FORMAT:
        _malformed(f"trust file is not {TRUST_FORMAT}")
    pins = [pin for pin in _get(trust, "logs", list) if _get(pin, "origin", str) == origin]
    if not pins:
        raise _Stop(UNKNOWN, "no_pin", origin=origin)
    if _get(pins[0], "algorithm", str) != "sha256":
        raise _Stop(UNKNOWN, "algorithm", algorithm=pins[0]["algorithm"])
    return pins[0]


def _signed(head: _Head, pinned: str) -> bool:
    name, number, kind, key = _key(pinned)
    blobs = [blob[4:] for signer, blob in head.signatures if signer == name and blob[:4] == number]
    if kind == 1:
        return any(ed25519_verify(key, head.text, blob) for blob in blobs)
    # C2SP cosignature/v1: the time stands before the signature and is signed with it.
    return kind == 4 and any(
        len(blob) == 72
        and ed25519_verify(key, b"cosignature/v1\ntime %d\n" % int.from_bytes(blob[:8], "big") + head.text, blob[8:])
        for blob in blobs
    )


def root_from(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | None:
    """RFC 9162 2.1.3.2; None where the path has not the length that index and size ask for."""
    fn, sn, found = index, size - 1, leaf
    if not 0 <= index < size:
        return None
    for step in path:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            found = hashlib.sha256(b"\x01" + step + found).digest()
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + step).digest()
        fn, sn = fn >> 1, sn >> 1
    return found if sn == 0 else None


def _included(proof: Any, head: _Head, entry: str) -> Mapping[str, Any] | None:
    """What the entry says, once its bytes are shown to stand under the head; None where only its place is shown."""
    text, index = proof.get("entry"), _get(proof, "index", int)
    path = [_b64(step, 32, "path") for step in _get(proof, "path", list)]
    if text is None:
        commitment = _b64(_get(proof, "commitment", str), 32, "commitment")
    else:
        salt = _b64(_get(proof, "salt", str), 32, "salt")
        commitment = hashlib.sha256(salt + _get(proof, "entry", str).encode()).digest()
    if root_from(index, head.size, hashlib.sha256(b"\x00\x01" + commitment).digest(), path) != head.root:
        raise _Stop(REFUTED, "not_in_tree", entry=entry, index=index)
    if text is None:
        return None
    told = parse(text)
    if _get(told, "id", str) != entry:
        raise _Stop(REFUTED, "other_entry", entry=entry, told=told["id"])
    return dict(told)


def _rpc(url: str, method: str, params: Sequence[Any]) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("not an http address")
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - checked above
    with urllib.request.urlopen(request, timeout=RPC_SECONDS) as answer:  # noqa: S310
        told = parse(answer.read(LONGEST).decode())
    if not isinstance(told, dict) or not isinstance(told.get("result"), str):
        raise ValueError(str(told.get("error", "no result") if isinstance(told, dict) else "no object")[:200])
    return str(told["result"])


def _ask(url: str, pin: Any, head: _Head) -> Reason:
    """What one node says of one pinned contract: `chain`, `other_root`, `other_code` or `not_yet`."""
    facts = {"url": url, "size": head.size, "name": pin.get("name", "")}
    facts.update({name: pin[name] for name in ("chain_id", "contract", "depth")})
    block = "latest"
    if pin["depth"]:
        block = hex(max(0, int(_rpc(url, "eth_blockNumber", []), 16) - pin["depth"]))
    code = bytes.fromhex(_rpc(url, "eth_getCode", [pin["contract"], "latest"])[2:])
    if hashlib.sha256(code).hexdigest() != pin["code_sha256"]:
        return Reason("other_code", facts)
    call = {"to": pin["contract"], "data": ROOT_AT + head.size.to_bytes(32, "big").hex()}
    held = bytes.fromhex(_rpc(url, "eth_call", [call, block])[2:])
    # A block before the deployment answers "0x": nothing there yet, which refutes nothing.
    if not any(held):
        return Reason("not_yet", facts)
    return Reason("chain" if held == head.root else "other_root", facts)


def _answers(pin: Any, head: _Head, nodes: Mapping[str, Any]) -> Iterator[Reason]:
    for name, kind in (("chain_id", int), ("contract", str), ("depth", int), ("code_sha256", str)):
        _get(pin, name, kind)
    asked = [url for url, chain_id in nodes.items() if chain_id == pin["chain_id"]]
    if not asked:
        yield Reason("no_rpc", {"chain_id": pin["chain_id"], "name": pin.get("name", "")})
    for url in asked:
        try:
            yield _ask(url, pin, head)
        except Exception as error:  # whatever a node does wrong says nothing about the entry
            yield Reason("unreachable", {"url": url, "why": _why(error)})


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _nodes(urls: Sequence[str]) -> tuple[dict[str, int], list[Reason]]:
    nodes, silent = {}, []
    for url in urls:
        try:
            nodes[url] = int(_rpc(url, "eth_chainId", []), 16)
        except Exception as error:  # an outage of any kind is an outage
            silent.append(Reason("unreachable", {"url": url, "why": _why(error)}))
    return nodes, silent


def _confirm(pin: Any, head: _Head, urls: Sequence[str]) -> tuple[str, list[Reason]]:
    nodes, reasons = _nodes(urls)
    held, seen = set(), 0
    for chain in _get(pin, "chains", list):
        answers = list(_answers(chain, head, nodes))
        codes = {answer.code for answer in answers}
        if {"chain", "other_root"} <= codes:
            answers.append(Reason("disagree", {"chain_id": chain["chain_id"]}))
        elif "other_root" in codes:
            return REFUTED, [answer for answer in answers if answer.code == "other_root"]
        elif "chain" in codes:
            held.add(chain["chain_id"])  # two contracts on one chain confirm once
            if chain.get("local"):
                answers.append(Reason("local", {}))
        reasons.extend(answers)
    for witness in pin.get("witnesses") or []:
        if _signed(head, witness):
            seen += 1
            reasons.append(Reason("witness", {"name": _key(witness)[0]}))
    need = pin.get("need", 1)
    if not isinstance(need, int) or need < 1:
        _malformed("need is not a positive number")
    got = len(held) + seen
    if got >= need:
        return PROVEN, reasons
    return UNKNOWN, [*reasons, Reason("too_few", {"got": got, "need": need})]


def verify_proof(proof: Any, trust: Any, rpc_urls: Sequence[str] = ()) -> Verdict:
    """The verdict on a proof (parsed JSON) under a trust file (parsed JSON, or None). Never raises."""
    entry = origin = ""
    size, told = 0, None
    try:
        if _get(proof, "format", str) != PROOF_FORMAT:
            _malformed(f"not {PROOF_FORMAT}")
        entry = _get(proof, "id", str)
        head = _head(_get(proof, "head", str))
        origin, size = head.origin, head.size
        pin = _pin(trust, origin)
        if not _signed(head, _get(pin, "key", str)):
            raise _Stop(REFUTED, "bad_head", origin=origin)
        if "last" in pin and size > _get(pin, "last", int):
            raise _Stop(REFUTED, "after_end", origin=origin, last=pin["last"], size=size)
        told = _included(proof, head, entry)
        outcome, reasons = _confirm(pin, head, rpc_urls)
        if told is None:
            reasons.insert(0, Reason("erased", {}))
    except _Stop as stop:
        outcome, reasons = stop.outcome, [stop.reason]
    except Exception as error:  # a fault of the verifier or the file must never read as a refutation
        outcome, reasons = UNKNOWN, [Reason("malformed", {"why": _why(error)})]
    return Verdict(outcome, reasons, entry, origin, size, told)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ledger.verify", description="Check a OneDoor proof file.")
    parser.add_argument("proof")
    parser.add_argument("--trust", help="trust.json from a source you trust, not from the proof's sender")
    parser.add_argument("--rpc", action="append", default=[], metavar="URL", help="node to ask; may be repeated")
    parser.add_argument("--lang", choices=("en", "zh"), default="en")
    options = parser.parse_args(arguments)
    try:
        proof, trust = load(options.proof), load(options.trust) if options.trust else None
        verdict = verify_proof(proof, trust, options.rpc)
    except _Stop as stop:
        verdict = Verdict(stop.outcome, [stop.reason])
    except Exception as error:  # unreadable files are no verdict on the entry
        verdict = Verdict(UNKNOWN, [Reason("malformed", {"why": _why(error)})])
    print(verdict.text(options.lang))
    return verdict.exit_code


if __name__ == "__main__":
    sys.exit(main())
