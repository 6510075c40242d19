"""How much an expression may cost; past these it ends in a FeelError instead of holding a worker."""

MAX_EXPRESSION_CHARS = 20_000
MAX_NESTING = 90
"""Levels of the expression tree; three Python frames a level stay far below the interpreter's limit of 1,000."""
MAX_CALL_DEPTH = 40
"""Functions of the expression's own that stand open in one another."""
MAX_STEPS = 250_000
"""Work units of one evaluation: nodes of loop bodies times their rounds, and elements that built-ins touch."""
MAX_TEXT_CHARS = 100_000
MAX_LIST_ITEMS = 20_000
REGEX_SECONDS = 0.25
"""A pattern that backtracks longer than this on its text is refused."""
MAX_PATTERN_CHARS = 1_000
