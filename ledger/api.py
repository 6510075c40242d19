"""The door of the ledger: what other floors may use; it knows no case and never asks for one."""

from ledger.alarms import clear_alarm, raise_alarm
from ledger.alarms import open_ones as open_alarms
from ledger.anchoring import anchor
from ledger.audit import Finding, audit
from ledger.contents import Content, contents
from ledger.entry import canonical
from ledger.erasure import shred
from ledger.errors import BadProof, LedgerError, NotCanonical, OutsideTransaction, UnknownEntry
from ledger.heads import AnchorState, HeadState, Joined, heads, joined, origins
from ledger.lookup import EntryState, entry_states
from ledger.options import nodes
from ledger.page import render as verify_page
from ledger.proofs import Pending, consistency, prove, trust
from ledger.recorder import Receipt, record
from ledger.sequencer import sequence
from ledger.standing import AlarmState, ChainState, LedgerState, WitnessState, decisions_may_go_on, late, state
from ledger.sweep import sweep
from ledger.verify import PROVEN, REFUTED, UNKNOWN, Reason, Verdict, verify_proof
from ledger.witnessing import witness

__all__ = [
    "PROVEN",
    "REFUTED",
    "UNKNOWN",
    "AlarmState",
    "AnchorState",
    "BadProof",
    "ChainState",
    "Content",
    "EntryState",
    "Finding",
    "HeadState",
    "Joined",
    "LedgerError",
    "LedgerState",
    "NotCanonical",
    "OutsideTransaction",
    "Pending",
    "Reason",
    "Receipt",
    "UnknownEntry",
    "Verdict",
    "WitnessState",
    "anchor",
    "audit",
    "canonical",
    "clear_alarm",
    "consistency",
    "contents",
    "decisions_may_go_on",
    "entry_states",
    "heads",
    "joined",
    "late",
    "nodes",
    "open_alarms",
    "origins",
    "prove",
    "raise_alarm",
    "record",
    "sequence",
    "shred",
    "state",
    "sweep",
    "trust",
    "verify_page",
    "verify_proof",
    "witness",
]
