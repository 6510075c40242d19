"""How a bundle stands, in plain words: label, colour, and what it means for the applicant."""

from django.utils.translation import gettext_lazy

BUNDLE_STATES = {
    "open": (
        gettext_lazy("Under way"),
        "blue",
        gettext_lazy("Each service goes its own way; the bodies work side by side."),
    ),
    "partly_finished": (
        gettext_lazy("Partly finished"),
        "blue",
        gettext_lazy("Some services have their result; the others go on."),
    ),
    "all_granted": (
        gettext_lazy("All granted"),
        "green",
        gettext_lazy("Every service has been granted and delivered."),
    ),
    "partly_granted": (
        gettext_lazy("Partly granted"),
        "orange",
        gettext_lazy("What was granted holds; of the rest, each letter names reasons and your rights."),
    ),
    "all_refused": (gettext_lazy("Not granted"), "red", gettext_lazy("Each letter names reasons and your rights.")),
}
