"""The one exception that every validator raises."""


class Unfit(ValueError):
    """A text is not what it should be; `code` is a stable word such as `checksum`, for pages to put into a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
