"""Rows for published packs: versions that never change, the one that is current, and the words people search by."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class PackVersion(models.Model):
    """One published version of a service item; a trigger refuses every change."""

    code = models.SlugField(_("service item"), max_length=60)
    number = models.PositiveIntegerField(_("version"))
    sha256 = models.CharField(_("digest"), max_length=64, help_text=_("Of the canonical archive."))
    published_at = models.DateTimeField(_("published"))
    published_by = models.CharField(_("published by"), max_length=80)
    approved_by = models.CharField(_("approved by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("pack version")
        verbose_name_plural = _("pack versions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "number"], name="one_pack_a_number"),
            models.UniqueConstraint(fields=["code", "sha256"], name="one_pack_a_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class PackArchive(models.Model):
    """The bytes of a version, kept apart so that a case is loaded without them."""

    version = models.OneToOneField(PackVersion, models.PROTECT, primary_key=True, related_name="archive")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.version)


class PackProposal(models.Model):
    """A pack that one person laid before another, until it is released; a limited one is a trial while it runs."""

    code = models.SlugField(_("service item"), max_length=60)
    sha256 = models.CharField(_("digest"), max_length=64)
    data = models.BinaryField()
    division = models.CharField(_("division"), max_length=12, blank=True)
    channel = models.SlugField(_("channel"), max_length=10, blank=True)
    proposed_by = models.UUIDField(_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"))
    released_by = models.UUIDField(_("released by"), null=True)
    released_at = models.DateTimeField(_("released"), null=True)
    version = models.ForeignKey(PackVersion, models.PROTECT, null=True, related_name="+", verbose_name=_("version"))
    ended_at = models.DateTimeField(_("trial ended"), null=True)

    class Meta:
        verbose_name = _("pack proposal")
        verbose_name_plural = _("pack proposals")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(released_by=models.F("proposed_by")), name="nobody_releases_an_own_proposal"
            ),
            models.CheckConstraint(
                condition=models.Q(released_by=None, released_at=None, version=None)
                | models.Q(released_by__isnull=False, released_at__isnull=False, version__isnull=False),
                name="a_release_has_its_person_moment_and_version",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["code", "-released_at"], condition=models.Q(ended_at=None), name="running_releases_of_an_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.sha256[:12]}"


class ServiceItem(models.Model):
    """A service item as citizens find it: its current version, its title, and what it is found by."""

    code = models.SlugField(_("code"), primary_key=True, max_length=60)
    current = models.ForeignKey(PackVersion, models.PROTECT, related_name="+", verbose_name=_("current version"))
    title_zh = models.CharField(_("title (Chinese)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200)
    summary_zh = models.TextField(_("summary (Chinese)"))
    summary_en = models.TextField(_("summary (English)"))
    body = models.CharField(_("body"), max_length=40)
    is_offered = models.BooleanField(_("offered"), default=True, help_text=_("Otherwise no new case is opened."))
    search = SearchVectorField(null=True, editable=False)

    class Meta:
        verbose_name = _("service item")
        verbose_name_plural = _("service items")
        indexes: ClassVar = [GinIndex(fields=["search"], name="items_by_words")]

    def __str__(self) -> str:
        return self.title_zh


class Synonym(models.Model):
    """What people say, and the words of the catalogue that it means."""

    term = models.CharField(_("what people say"), max_length=60, unique=True)
    means = models.CharField(_("what it means"), max_length=200, help_text=_("Words of titles, with spaces between."))

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return f"{self.term} → {self.means}"
