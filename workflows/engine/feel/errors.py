"""The one error of FEEL: a text that is no expression, or an evaluation that went past a limit."""


class FeelError(Exception):
    """`position` is the index of the offending character in the text, or None when it arose while evaluating."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message if position is None else f"{message} (at character {position + 1})")
        self.message, self.position = message, position
