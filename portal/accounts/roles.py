"""What each administrative role may see and change; the three are apart, and nobody holds two (GB/T 22239 §8.1.5)."""

from collections.abc import Mapping

SYSTEM, SECURITY, AUDIT = "system", "security", "audit"
ALL = (SYSTEM, SECURITY, AUDIT)

VIEW = frozenset({"view"})
ADD = VIEW | {"add"}
EDIT = VIEW | {"change"}
RULE = VIEW | {"add", "change", "delete"}

# What is named nowhere is closed to all but the auditor, who sees everything and changes nothing.
MAY: Mapping[str, Mapping[str, frozenset[str]]] = {
    SYSTEM: {
        "accounts.user": ADD | EDIT,
        "workflows.person": ADD | EDIT,
        "workflows.body": ADD | EDIT,
        "workflows.appointment": ADD | EDIT,
        "workflows.serviceitem": VIEW,
        "workflows.packversion": VIEW,
        "workflows.packproposal": VIEW,
        "workflows.synonym": RULE,
        "workflows.calendaryear": RULE,
        "workflows.calendarday": RULE,
        "workflows.officehours": RULE,
        "workflows.job": VIEW,
        "workflows.incident": VIEW,
        "oauth2_provider.application": RULE,
        "rest.client": RULE,
        "ledger.log": VIEW,
        "ledger.head": VIEW,
        "ledger.chain": VIEW,
        "ledger.anchor": VIEW,
        "ledger.alarm": VIEW,
    },
    SECURITY: {
        "accounts.user": EDIT,
        "mfa.authenticator": VIEW | {"delete"},
    },
    AUDIT: {},
}


def allows(role: str, permission: str) -> bool:
    """Whether `role` has a permission written as Django writes it: `app.action_model`."""
    app, _, name = permission.partition(".")
    action, _, model = name.partition("_")
    if role == AUDIT:
        return action == "view"
    return action in MAY.get(role, {}).get(f"{app}.{model}", frozenset())


def sees(role: str, app: str) -> bool:
    """Whether `role` may see anything of an app."""
    return role == AUDIT or any(key.partition(".")[0] == app for key in MAY.get(role, {}))
