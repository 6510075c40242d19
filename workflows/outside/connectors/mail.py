"""Carries notices out by mail, through Django's mail back end: a folder of files until a server is set."""

from django.core.mail import EmailMessage


class Mail:
    """At least once: the key stands in the Message-ID, by which a mail server knows a repetition."""

    code = "mail"
    address_of = "mail"

    def deliver(self, key: str, address: str, subject: str, text: str) -> None:
        """Hand one message to the mail server. Raises OSError where it does not answer."""
        headers = {"Message-ID": f"<{key}@onedoor.invalid>"}
        EmailMessage(subject, text, to=[address], headers=headers).send()


KIND = Mail()
