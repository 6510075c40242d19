"""A licence that is asked for, examined and decided (行政许可法)."""

from workflows.law.life import Life, table

KIND = Life(
    code="permit",
    begins="draft",
    moves=table(
        "draft",
        {
            "draft -submit": "received",
            "draft -discard": "discarded",
            # 32(1): accept, ask once for corrections, or say that it is not to be accepted.
            "received -accept": "accepted",
            "received -deem_accepted": "accepted",
            "received -ask_correction": "correction_due",
            "received -not_accept": "not_accepted",
            "correction_due -resubmit": "received",
            "correction_due -lapse": "lapsed",
            "accepted -claim": "accepted",
            "accepted -give_opinion": "accepted",
            "accepted -record_visit": "accepted",
            "accepted -stop_clock": "accepted",
            "accepted -resume_clock": "accepted",
            "accepted -extend": "accepted",
            "accepted -grant": "granted",
            "accepted -refuse": "refused",
            "granted -issue": "issued",
            "issued|refused -deliver": "finished",
            "received|correction_due|accepted -withdraw": "withdrawn",
            "received|correction_due|accepted -terminate": "terminated",
        },
    ),
    decided=frozenset({"granted", "refused", "issued", "finished", "not_accepted"}),
)
