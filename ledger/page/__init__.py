"""The verifier as one HTML file that opens from disk: parts of it stand here, the pins are built in when it is made."""

import base64
import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

from ledger import verify

HERE = Path(__file__).parent


def render(trust: dict[str, Any]) -> str:
    """verify.html with `trust` (the content of trust.json) built in, under a policy that lets nothing else run."""
    script, style = (HERE / "verify.js").read_text(), (HERE / "verify.css").read_text()
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "connect-src http: https:; base-uri 'none'; form-action 'none'"
    )
    parts = {
        "csp": policy,
        "style": style,
        "script": script,
        "pins": "".join(f"<li>{html.escape(line)}</li>" for line in _pins(trust)),
        "trust": _json(trust),
        "texts": _json(verify.TEXTS),
        "names": _json(verify.ZH),
    }
    return re.sub("@([a-z]+)@", lambda found: parts[found[1]], (HERE / "verify.html").read_text())


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(value: Any) -> str:
    # "</script>" inside a string would end the element.
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _pins(trust: dict[str, Any]) -> list[str]:
    return [
        f"{log['origin']} · {chain['name']} · chain {chain['chain_id']} · {chain['contract']}"
        for log in trust["logs"]
        for chain in log["chains"]
    ]
