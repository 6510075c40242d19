"""Who calls: an OAuth2 client-credentials token becomes an Actor of kind client."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from oauth2_provider.contrib.rest_framework import OAuth2Authentication, TokenHasScope
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from portal.rest.models import Client
from workflows.api import Actor

READ, WRITE = "cases:read", "cases:write"


class HasScope(TokenHasScope):  # type: ignore[misc]
    """Reading takes `cases:read`, everything else `cases:write`."""

    def get_scopes(self, request: Request, view: Any) -> list[str]:
        """The scope that this request needs."""
        return [READ if request.method in ("GET", "HEAD", "OPTIONS") else WRITE]


def client_of(request: Request) -> Client:
    """The department's system behind the token. Raises PermissionDenied for a token of no client."""
    token: Any = request.auth
    client = Client.objects.select_related("application").filter(application=token.application).first()
    if client is None:
        raise PermissionDenied(code="no_body")
    return client


def actor_of(request: Request) -> Actor:
    """The actor that commands and queries take."""
    client = client_of(request)
    return Actor(
        kind="client",
        channel="api",
        body=client.body,
        roles=frozenset(client.roles),
        identity_level=3,
        client=str(client.application.client_id),
    )


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the token in the OpenAPI document."""

    target_class = OAuth2Authentication
    name = "oauth2"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """OAuth2 client credentials with two scopes."""
        scopes = {READ: "Read items, tasks, cases and papers", WRITE: "Finish tasks"}
        return {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": scopes}}}

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        """The scope that the method takes."""
        return {self.name: [READ if auto_schema.method == "GET" else WRITE]}
