"""The one error of ops: it ends the command, and its text tells a person what to do."""


class Stop(Exception):
    """Ends the command with `code`: 1 where something failed, 2 where the person has to change something first."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
