"""What the ledger refuses, as one small tree of errors.

LedgerError
├── NotCanonical        the body cannot be written as canonical bytes
├── OutsideTransaction  record() was called where nothing holds the caller's change and the entry together
├── UnknownEntry        no entry has this id
├── BadProof            a Merkle proof does not hold, or is asked for sizes that prove nothing
├── BrokenTree          a stored leaf or tile that a proof needs is missing
├── BadCheckpoint       a head's text is not a C2SP checkpoint, or not signed by the key asked for
├── KeyUnusable         a key file is there but cannot be read or opened
├── NodeSilent          a chain's node is down, slow or answers nothing usable: try again later
├── NodeRefused         a chain's node answered and refused: look what the chain holds
├── BusyLog             a sequencer is at work where one is to stand aside
└── NotDeployable       a contract is recorded for this chain and must not be replaced
"""


class LedgerError(Exception):
    """Root of everything the ledger raises on purpose."""


class NotCanonical(LedgerError):
    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path or 'body'}: {why}")
        self.path = path
        self.why = why


class OutsideTransaction(LedgerError):
    pass


class UnknownEntry(LedgerError):
    pass


class BadProof(LedgerError):
    pass


class BrokenTree(LedgerError):
    pass


class BadCheckpoint(LedgerError):
    pass


class KeyUnusable(LedgerError):
    pass


class NodeSilent(LedgerError):
    pass


class NodeRefused(LedgerError):
    pass


class BusyLog(LedgerError):
    pass


class NotDeployable(LedgerError):
    pass
