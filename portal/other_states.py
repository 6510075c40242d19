"""Where a benefit or a report stands: a word, a colour, and what it means for who brought it."""

from django.utils.translation import gettext_lazy

OTHER_STATES = {
    "posted": (
        gettext_lazy("Posted for objections"),
        "blue",
        gettext_lazy("The proposal is posted in your community; anybody may object."),
    ),
    "noticed": (gettext_lazy("Notice is over"), "blue", gettext_lazy("Nobody objected; it goes to the decision.")),
    "paying": (gettext_lazy("Being paid"), "green", gettext_lazy("The benefit is paid every month.")),
    "suspended": (gettext_lazy("Payment stands"), "orange", gettext_lazy("The payment is suspended.")),
    "ended": (gettext_lazy("Payment has ended"), "grey", gettext_lazy("The benefit is no longer paid.")),
    "sent": (gettext_lazy("Sent to a unit"), "blue", gettext_lazy("A unit has your report and is to take it.")),
    "disputed": (
        gettext_lazy("Given back"),
        "orange",
        gettext_lazy("The unit says it is not its business; the hotline rules on whose it is."),
    ),
    "ruled": (gettext_lazy("Unit appointed"), "blue", gettext_lazy("The unit that was appointed must handle it.")),
    "handling": (gettext_lazy("Being handled"), "blue", gettext_lazy("The unit is dealing with it.")),
    "done": (gettext_lazy("Handled"), "green", gettext_lazy("The reply is on this page; you will be called back.")),
    "answered": (gettext_lazy("Answered"), "green", gettext_lazy("The reply is on this page.")),
    "merged": (
        gettext_lazy("Merged"),
        "blue",
        gettext_lazy("Others have reported the same; one answer goes to all."),
    ),
    "closed": (gettext_lazy("Closed"), "grey", gettext_lazy("The report is closed.")),
}
OTHER_EVENTS = {
    "conclude": gettext_lazy("A step was finished"),
    "serve_step": gettext_lazy("The system finished a step"),
}
OTHER_VERBS = {
    "conclude": gettext_lazy("Step finished"),
    "serve_step": gettext_lazy("Step finished by the system"),
}
