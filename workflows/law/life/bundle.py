"""Several services asked for at once (一件事); each member lives alone, and this only tells how many have ended."""

from workflows.law.life import Life, table

KIND = Life(
    code="bundle",
    begins="draft",
    moves=table(
        "draft",
        {
            "draft -submit": "open",
            "draft -discard": "discarded",
            "open|partly_finished -finish_member": "partly_finished",
            "open|partly_finished -finish_granted": "all_granted",
            "open|partly_finished -finish_partly": "partly_granted",
            "open|partly_finished -finish_refused": "all_refused",
            # Members that have started go on or are withdrawn each by itself.
            "open|partly_finished -withdraw": "withdrawn",
        },
    ),
    decided=frozenset({"all_granted", "partly_granted", "all_refused", "withdrawn"}),
)
