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
