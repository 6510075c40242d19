"""Rows for persons, the bodies of the city, who is appointed where, and what a person was told."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """A natural person, known by uuid everywhere else; an account in the portal points here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # 民委发〔2016〕33号: room for the longest names, all of GB 18030, the interpunct U+00B7.
    name = models.CharField(_("name"), max_length=100)
    id_number = models.CharField(_("ID number"), max_length=18, blank=True)
    mobile = models.CharField(_("mobile"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    mail = models.EmailField(_("mail"), blank=True)
    language = models.CharField(_("language"), max_length=8, default="zh-hans")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["id_number"], condition=~models.Q(id_number=""), name="one_person_per_id_number"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Body(models.Model):
    """An administrative body (a department) that decides, reviews or is consulted."""

    code = models.SlugField(_("code"), primary_key=True, max_length=40)
    name_zh = models.CharField(_("name (Chinese)"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=100)
    uscc = models.CharField(_("social credit code"), max_length=18, unique=True)
    level = models.PositiveSmallIntegerField(_("level"), help_text=_("1 national to 6 community"))
    division = models.CharField(_("division"), max_length=12, help_text=_("Code of the place; its calendar counts."))
    address_zh = models.CharField(_("address (Chinese)"), max_length=200, blank=True)
    address_en = models.CharField(_("address (English)"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self) -> str:
        return self.name_zh


class Appointment(models.Model):
    """A person holds a role in a body from a day on, until a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name=_("person"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="appointments", verbose_name=_("body"))
    role = models.SlugField(_("role"), max_length=40)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "body", "role", "from_on"], name="one_appointment_a_day"),
            models.CheckConstraint(
                condition=models.Q(to_on=None) | models.Q(to_on__gte=models.F("from_on")), name="appointment_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.body} · {self.role}"


class Relation(models.Model):
    """A member of staff has declared somebody near: a case of that person is not for the member's hands (回避)."""

    staff = models.ForeignKey(Person, models.PROTECT, related_name="declared_relations", verbose_name=_("staff"))
    relative = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("relative"))
    kind = models.CharField(_("kind of relation"), max_length=40)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("declared relation")
        verbose_name_plural = _("declared relations")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "relative"], name="one_relation_a_pair"),
            models.CheckConstraint(condition=~models.Q(staff=models.F("relative")), name="nobody_is_near_to_self"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.relative}"


class Notice(models.Model):
    """One thing a person was told; `code` and `params` are turned into a sentence in the reader's language."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    case = models.UUIDField(null=True, db_index=True)
    code = models.SlugField(max_length=40)
    params = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="notices_of_a_person")]

    def __str__(self) -> str:
        return f"{self.code} → {self.person_id}"
