"""Rows of a bundle: how each member stands, and the site visits that several of them make together."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class BundleMember(models.Model):
    """One member of a bundle that was handed in; it has a case of its own as soon as it begins."""

    class Standing(models.TextChoices):
        NOT_NEEDED = "not_needed", _("not needed")
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("ended without a grant")
        DROPPED = "dropped", _("cannot begin")

    bundle = models.ForeignKey("workflows.Case", models.PROTECT, related_name="members")
    code = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    pack = models.ForeignKey("workflows.PackVersion", models.PROTECT, related_name="+")
    standing = models.SlugField(max_length=12, choices=Standing.choices)
    case = models.OneToOneField("workflows.Case", models.PROTECT, null=True, related_name="membership")

    class Meta:
        verbose_name = _("member of a bundle")
        verbose_name_plural = _("members of bundles")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bundle", "code"], name="one_member_once_in_a_bundle"),
            models.CheckConstraint(
                condition=~models.Q(standing__in=["running", "granted", "refused"]) | models.Q(case__isnull=False),
                name="a_member_that_began_has_its_case",
            ),
            models.CheckConstraint(
                condition=~models.Q(standing="not_needed") | models.Q(case=None), name="a_member_not_needed_has_no_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.code}"


class Visit(models.Model):
    """One joint site visit of a bundle: when each body could come, and when the applicant chose."""

    bundle = models.ForeignKey("workflows.Case", models.PROTECT, related_name="visits")
    code = models.SlugField(max_length=60)
    moments = models.JSONField(default=dict, help_text=_("By body, the moments at which its officers can come."))
    chosen_at = models.DateTimeField(null=True, help_text=_("The moment of the visit, once it is chosen."))

    class Meta:
        verbose_name = _("joint site visit")
        verbose_name_plural = _("joint site visits")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bundle", "code"], name="one_joint_visit_of_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.code}"
