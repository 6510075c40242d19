"""Gives certificates their places in the public status lists."""

import secrets

from workflows.outcomes.models import Certificate, StatusPlace

LENGTH = 131_072
"""Places of a list: the least that W3C Bitstring Status List v1.0 §3.4 allows, so that one look hides among many."""
FULL = LENGTH // 2
"""A list that is half full is followed by the next one: drawing lots takes two tries at most on average."""


def give_place(certificate: Certificate) -> StatusPlace:
    """A free place, drawn by lot: its number tells neither when nor to whom the certificate was issued."""
    newest = StatusPlace.objects.order_by("-number").values_list("number", flat=True).first() or 1
    if StatusPlace.objects.filter(number=newest).count() >= FULL:
        newest += 1
    while True:
        row, is_new = StatusPlace.objects.get_or_create(
            number=newest, place=secrets.randbelow(LENGTH), defaults={"certificate": certificate}
        )
        if is_new:
            return row
