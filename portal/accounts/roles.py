"""What each administrative role may see and change; the three are apart, and nobody holds two (GB/T 22239 §8.1.5)."""

from collections.abc import Mapping

SYSTEM, SECURITY, AUDIT = "system", "security", "audit"
ALL = (SYSTEM, SECURITY, AUDIT)

# Keys are an app or one model of it; the more exact key holds. What is named nowhere is closed to all but the auditor.
CHANGES: Mapping[str, Mapping[str, frozenset[str]]] = {
    SYSTEM: {
        "workflows": frozenset({"view", "add", "change", "delete"}),
        "oauth2_provider": frozenset({"view", "add", "change", "delete"}),
        "ledger": frozenset({"view"}),
        "accounts.user": frozenset({"view", "add", "change"}),
    },
    SECURITY: {
        "accounts.user": frozenset({"view", "change"}),
        "mfa.authenticator": frozenset({"view", "delete"}),
    },
    AUDIT: {},
}


def allows(role: str, permission: str) -> bool:
    """Whether `role` has a permission written as Django writes it: `app.action_model`."""
    app, _, name = permission.partition(".")
    action, _, model = name.partition("_")
    if role == AUDIT:
        return action == "view"
    table = CHANGES.get(role, {})
    return action in table.get(f"{app}.{model}", table.get(app, frozenset()))


def sees(role: str, app: str) -> bool:
    """Whether `role` may see anything of an app."""
    return role == AUDIT or any(key.partition(".")[0] == app for key in CHANGES.get(role, {}))
