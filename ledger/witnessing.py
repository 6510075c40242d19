"""Asks the witnesses to co-sign the newest head, and listens when one knows more than this database."""

import base64
import logging
import urllib.error
import urllib.request

from django.utils import timezone

from ledger import alarms, checkpoint, options, tree
from ledger.checkpoint import Checkpoint
from ledger.errors import BadCheckpoint, BrokenTree, NodeSilent
from ledger.models import Cosignature, Head

TIMEOUT_SECONDS = 5
ALARMS = (alarms.WITNESS_AHEAD, alarms.WITNESS_DIFFERS)

log = logging.getLogger(__name__)


def witness() -> int:
    """Collects what co-signatures can be had now, and says how many are new; raises nothing that a witness causes.

    It asks again for a head that is co-signed: only so is a database noticed that was restored from an older backup.
    """
    current = tree.current_log()
    head = tree.newest_head(current) if current else None
    return sum(_asked(head, verifier, url) for verifier, url in options.witnesses().items()) if head else 0


def _asked(head: Head, verifier: str, url: str) -> int:
    name = checkpoint.read_verifier_key(verifier)[0]
    last = Head.objects.filter(log=head.log, cosignature__witness=name).order_by("-size").first()
    try:
        status, answer = _post(url, head, last.size if last else 0)
        if status == 409:
            size = _size(answer)
            if size > head.size:
                alarms.raise_alarm(alarms.WITNESS_AHEAD, name, f"it has seen {size} entries, this database {head.size}")
                return 0
            status, answer = _post(url, head, size)
        if status == 200:
            return _kept(head, name, answer.rstrip("\n"), verifier)
    except (NodeSilent, BadCheckpoint, BrokenTree) as error:
        log.warning("witness gives nothing", extra={"witness": name, "why": str(error)})
        return 0
    if status == 422:
        alarms.raise_alarm(alarms.WITNESS_DIFFERS, name, f"it has seen another history of {head.log.origin}")
    log.warning("witness refused", extra={"witness": name, "status": status, "answer": answer[:200]})
    return 0


def _size(answer: str) -> int:
    if not answer.strip().isdigit():
        raise NodeSilent("409 without a size")
    return int(answer)


def _kept(head: Head, name: str, line: str, verifier: str) -> int:
    checkpoint.check_cosignature(Checkpoint(head.log.origin, head.size, bytes(head.root)), line, verifier)
    _, new = Cosignature.objects.get_or_create(head=head, witness=name, defaults={"line": line, "at": timezone.now()})
    alarms.clear(ALARMS, name)
    return int(new)


def _post(url: str, head: Head, old: int) -> tuple[int, str]:
    path = tree.consistency(head.log, old, head.size) if old else []
    lines = [f"old {old}", *(base64.b64encode(step).decode() for step in path), "", head.note]
    if not url.startswith(("http://", "https://")):
        raise NodeSilent(f"{url} is no http address")
    request = urllib.request.Request(f"{url}/add-checkpoint", "\n".join(lines).encode())  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return answer.status, answer.read(65536).decode(errors="replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(65536).decode(errors="replace")
    except (OSError, ValueError) as error:
        raise NodeSilent(f"{type(error).__name__}: {error}"[:300]) from error
