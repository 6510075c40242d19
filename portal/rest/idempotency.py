"""Requests that change something carry an Idempotency-Key; the same one gets the same answer, byte for byte."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.db import transaction
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from portal.rest.authentication import client_of
from portal.rest.models import Answer, Client
from portal.rest.problems import KeyMissing, KeyReused

LONGEST_KEY = 80
View = Callable[..., Response | HttpResponse]


def answered_once(view: View) -> View:
    """Run the view once for each key of a client; only success is kept, so that a mended request may pass."""

    @wraps(view)
    def asked(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response | HttpResponse:
        key = request.headers.get("Idempotency-Key", "").strip()
        if not key or len(key) > LONGEST_KEY:
            raise KeyMissing
        digest = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
        with transaction.atomic():
            # The lock on the client makes the second of two equal requests wait for the first one's answer.
            client = Client.objects.select_for_update().get(pk=client_of(request).pk)
            before = Answer.objects.filter(client=client, key=key).first()
            if before is not None:
                return repeated(before, digest)
            response = cast(Response, view(self, request, *args, **kwargs))
            self.finalize_response(request, response, *args, **kwargs)
            response.render()
            Answer.objects.create(
                client=client,
                key=key,
                request_sha256=digest,
                status=response.status_code,
                content=response.content,
                content_type=response.headers["Content-Type"],
            )
        return response

    return asked


def repeated(before: Answer, digest: str) -> HttpResponse:
    """The answer as it was. Raises KeyReused for another request under the same key."""
    if before.request_sha256 != digest:
        raise KeyReused
    return HttpResponse(bytes(before.content), status=before.status, content_type=before.content_type)
