"""A report or complaint that is taken, sent, handled, called back and rated (接派办评)."""

from workflows.law.life import Life, table

KIND = Life(
    code="work_order",
    begins="draft",
    moves=table(
        "draft",
        {
            "draft -submit": "received",
            "draft -discard": "discarded",
            "received -merge": "merged",
            "received -answer_at_once": "answered",
            "received -not_accept": "not_accepted",
            "received -send": "sent",
            "sent -give_back": "disputed",
            # A ruling on whose it is cannot be given back again: 首接负责制.
            "disputed -rule": "ruled",
            "sent|ruled -take": "handling",
            "handling -claim": "handling",
            "handling -give_opinion": "handling",
            "handling -record_visit": "handling",
            "handling -stop_clock": "handling",
            "handling -resume_clock": "handling",
            "handling -extend": "handling",
            "handling -report_done": "done",
            "done -verify_failed": "handling",
            "done -call_back": "answered",
            "answered -rate": "rated",
            "answered -close": "closed",
            "rated -rectify": "rectifying",
            "rectifying -close": "closed",
            "rated -close": "closed",
            "received|sent|disputed|ruled|handling -withdraw": "withdrawn",
        },
    ),
    decided=frozenset({"answered", "rated", "rectifying", "closed", "not_accepted", "merged", "withdrawn"}),
)
