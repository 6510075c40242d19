# pragma version ==0.4.3
# pragma evm-version london
"""
@title Register of the heads of one append-only log
@notice Takes a new head only with an RFC 9162 consistency proof from the head it holds, so that nobody, the writer
        included, can anchor a history that was rewritten. There is no owner, no pause, no upgrade and no way to
        take a head back; the writer can do one more thing: hand its place to another.
"""

event Anchored:
    size: indexed(uint64)
    root: bytes32

event HandedOver:
    writer: indexed(address)

writer: public(address)
size: public(uint64)
# Kept in state, not only in events: nodes may prune logs, and a verifier asks by eth_call.
rootAt: public(HashMap[uint64, bytes32])


@deploy
def __init__():
    self.writer = msg.sender
    log HandedOver(writer=msg.sender)


@external
def hand_over(to: address):
    assert msg.sender == self.writer, "not the writer"
    assert to != empty(address), "nobody"
    self.writer = to
    log HandedOver(writer=to)


@external
def anchor(size: uint64, root: bytes32, proof: DynArray[bytes32, 64]):
    """
    @param size Leaves under the new head; must exceed the size held.
    @param root RFC 9162 root of the new head.
    @param proof RFC 9162 consistency path from the held size to `size`; empty for the first head.
    """
    assert msg.sender == self.writer, "not the writer"
    held: uint64 = self.size
    assert size > held, "must grow"
    assert root != empty(bytes32), "no root"
    if held == 0:
        assert len(proof) == 0, "nothing to extend"
    else:
        assert self._extends(convert(held, uint256), convert(size, uint256), self.rootAt[held], root, proof), "rewritten"
    self.size = size
    self.rootAt[size] = root
    log Anchored(size=size, root=root)


@internal
@pure
def _extends(m: uint256, n: uint256, old: bytes32, new: bytes32, proof: DynArray[bytes32, 64]) -> bool:
    """RFC 9162 section 2.1.4.2 for 0 < m < n; `fn` and `sn` are its names."""
    left: uint256 = len(proof)
    if left == 0:
        return False
    fn: uint256 = m - 1
    sn: uint256 = n - 1
    for _: uint256 in range(64):
        if fn & 1 == 0:
            break
        fn >>= 1
        sn >>= 1
    first: uint256 = 1
    fr: bytes32 = proof[0]
    # Step 2: where m is a power of two the old root itself opens the path.
    if m & (m - 1) == 0:
        first = 0
        fr = old
    sr: bytes32 = fr
    for i: uint256 in range(first, left, bound=64):
        if sn == 0:
            return False
        c: bytes32 = proof[i]
        if fn & 1 == 1 or fn == sn:
            fr = sha256(concat(b"\x01", c, fr))
            sr = sha256(concat(b"\x01", c, sr))
            for _: uint256 in range(64):
                if fn & 1 == 1 or fn == 0:
                    break
                fn >>= 1
                sn >>= 1
        else:
            sr = sha256(concat(b"\x01", sr, c))
        fn >>= 1
        sn >>= 1
    return sn == 0 and fr == old and sr == new
