"""How something thrown inside finds what catches it: outwards scope by scope, or everywhere at once."""

from workflows.engine.marking import Token, Wait
from workflows.engine.run import Arrival, Run


def hold(run: Run, arrival: Arrival) -> Token:
    """The token that throws; what it sets off may cancel it."""
    return run.open(arrival, "throw")


def go_on(run: Run, token: Token) -> None:
    """Leave the throwing event, unless its token was cancelled by what it threw."""
    if token.id in run.tokens:
        node = run.node(token)
        run.drop(token)
        run.leave(node, token.scope, token.outcome)


def outwards(run: Run, scope: str, kind: str, code: str, host: str = "") -> bool:
    """Fire the nearest wait of `kind` for `code`: first at token `host`, then outwards from `scope`."""
    # At each level event sub-processes come before the border: they belong to the scope itself.
    hosts = [host] if host else []
    while True:
        for one in [*hosts, scope]:
            wait = _catching(run, one, kind, code)
            if wait is not None:
                run.fire(wait)
                return True
        entry = run.scopes[scope]
        if not entry.holder:
            return False
        hosts, scope = [entry.holder], entry.parent


def _catching(run: Run, host: str, kind: str, code: str) -> Wait | None:
    """A wait for exactly this code goes before one for any."""
    waits = [wait for wait in run.waits.values() if wait.host == host and wait.kind == kind]
    for name in (code, ""):
        for wait in waits:
            if wait.name == name:
                return wait
    return None


def everywhere(run: Run, kind: str, name: str) -> None:
    """Fire every wait of `kind` for `name` that stood before, in the order in which they were set."""
    # Those set while this goes on have not heard it, and those cancelled by an earlier one no longer can.
    for wait in tuple(run.waits.values()):
        if wait.kind == kind and wait.name == name and wait.id in run.waits:
            run.fire(run.waits[wait.id])
