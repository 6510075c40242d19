"""Every page of the administration opens to the roles that may see it, and to nobody else."""

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client

from portal.accounts import roles
from tests.portal.actors import make

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def label(model: type[Model]) -> str:
    return model._meta.label_lower


@pytest.mark.usefixtures("demonstration", "db")
@pytest.mark.parametrize("role", roles.ALL)
def test_each_list_and_form_opens_to_the_roles_that_may_see_it(role: str) -> None:
    client = Client()
    client.force_login(make("somebody", administers=role), "portal.accounts.backend.AccountBackend")
    for model in MODELS:
        app, name = label(model).split(".")
        list_page = client.get(f"/admin/{app}/{name}/?q=x")
        assert list_page.status_code == (200 if roles.allows(role, f"{app}.view_{name}") else 403), label(model)
        form = client.get(f"/admin/{app}/{name}/add/")
        may_add = roles.allows(role, f"{app}.add_{name}")
        assert form.status_code == (200 if may_add else 403), label(model)


def test_what_the_roles_name_exists_in_the_administration() -> None:
    installed = {label(model) for model in MODELS}
    named = {key for table in roles.MAY.values() for key in table}
    assert named <= installed


def test_nothing_that_is_written_once_can_be_changed_by_any_role() -> None:
    written_once = ("packversion", "case", "event", "decision", "certificate", "issueddocument", "job")
    for role in roles.ALL:
        for name in written_once:
            assert not any(roles.allows(role, f"workflows.{act}_{name}") for act in ("add", "change", "delete"))
