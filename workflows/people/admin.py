"""The city's bodies, persons and appointments in the administration."""

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from workflows.people.models import Appointment, Body, Person, Relation
from workflows.people.persons import person_view


@admin.register(Body)
class BodyAdmin(ModelAdmin):  # type: ignore[misc]
    """Departments; their code is written into cases and never changes."""

    list_display = ("code", "name_zh", "name_en", "level", "division")
    list_filter = ("level", "division")
    search_fields = ("code", "name_zh", "name_en")

    def get_readonly_fields(self, request: HttpRequest, obj: Body | None = None) -> tuple[str, ...]:
        """The code of a body that exists already."""
        return ("code",) if obj else ()


@admin.register(Person)
class PersonAdmin(ModelAdmin):  # type: ignore[misc]
    """Persons, so that somebody can be appointed; who may only look sees the number masked."""

    list_display = ("name", "masked_number")
    search_fields = ("name", "=id_number")

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> tuple[str, ...]:
        """All that is needed to enter a person; name and masked number for the others."""
        if self.has_change_permission(request, obj):
            return ("name", "id_number", "mobile", "language")
        return ("name", "masked_number")

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> tuple[str, ...]:
        """What is computed."""
        return ("masked_number",)

    @admin.display(description=Person._meta.get_field("id_number").verbose_name)
    def masked_number(self, person: Person) -> str:
        """The ID number with its middle hidden."""
        return person_view(person).masked_id_number


@admin.register(Appointment)
class AppointmentAdmin(ModelAdmin):  # type: ignore[misc]
    """Who holds which role where; an appointment ends by its last day and is never deleted."""

    list_display = ("person", "body", "role", "from_on", "to_on")
    list_filter = ("body", "role")
    search_fields = ("person__name", "body__name_zh")
    autocomplete_fields = ("person", "body")
    date_hierarchy = "from_on"


@admin.register(Relation)
class RelationAdmin(ModelAdmin):  # type: ignore[misc]
    """Who has declared whom as near; cases of that person stay out of the member's hands."""

    list_display = ("staff", "relative", "kind", "from_on", "to_on")
    autocomplete_fields = ()
    raw_id_fields = ("staff", "relative")
