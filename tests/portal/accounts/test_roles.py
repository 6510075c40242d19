"""The three administrative roles are apart (GB/T 22239 §8.1.5)."""

import itertools

import pytest
from django.db import IntegrityError

from portal.accounts import roles
from portal.accounts.models import User


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        ("system", "workflows.change_body", True),
        ("system", "workflows.view_case", False),
        ("system", "workflows.change_packversion", False),
        ("audit", "workflows.view_case", True),
        ("system", "accounts.add_user", True),
        ("system", "ledger.view_head", True),
        ("system", "ledger.change_head", False),
        ("system", "mfa.delete_authenticator", False),
        ("security", "accounts.change_user", True),
        ("security", "accounts.add_user", False),
        ("security", "workflows.view_body", False),
        ("security", "mfa.delete_authenticator", True),
        ("audit", "workflows.view_body", True),
        ("audit", "admin.view_logentry", True),
        ("audit", "workflows.change_body", False),
        ("", "workflows.view_body", False),
        ("root", "workflows.view_body", False),
    ],
)
def test_a_role_allows_its_own_and_no_more(role: str, permission: str, allowed: bool) -> None:
    assert roles.allows(role, permission) is allowed


def test_the_auditor_changes_nothing() -> None:
    assert roles.MAY[roles.AUDIT] == {}


def test_only_accounts_are_touched_by_two_roles() -> None:
    for one, other in itertools.combinations(roles.ALL, 2):
        assert set(roles.MAY[one]) & set(roles.MAY[other]) <= {"accounts.user"}


def test_a_locked_administrator_has_no_permission() -> None:
    assert not User(administers="system", is_active=False).has_perm("workflows.change_body")


def test_the_database_knows_no_fourth_role(db: None) -> None:
    with pytest.raises(IntegrityError, match="administers_is_nothing_or_one_role"):
        User.objects.create_user("root", administers="all")
