"""A benefit that is asked for, checked, posted for objections and paid on (社会救助暂行办法)."""

from workflows.law.life import Life, table

KIND = Life(
    code="benefit",
    begins="draft",
    moves=table(
        "draft",
        {
            "draft -submit": "received",
            "draft -discard": "discarded",
            "received -accept": "accepted",
            "received -ask_correction": "correction_due",
            "received -not_accept": "not_accepted",
            "correction_due -resubmit": "received",
            "correction_due -lapse": "lapsed",
            # No acceptance by silence: 行政许可法 32 is about licences alone.
            "accepted -claim": "accepted",
            "accepted -give_opinion": "accepted",
            "accepted -record_visit": "accepted",
            "accepted -stop_clock": "accepted",
            "accepted -resume_clock": "accepted",
            "accepted -extend": "accepted",
            # 公示: the proposal is posted before it is confirmed; an objection brings it back to be checked.
            "accepted -post_notice": "posted",
            "posted -hear_objection": "accepted",
            "posted -close_notice": "noticed",
            "noticed|accepted -refuse": "refused",
            "noticed -grant": "granted",
            # The confirmation is made and delivered before the first payment.
            "granted -issue": "granted",
            "granted -deliver": "granted",
            "granted -pay": "paying",
            "paying -pay": "paying",
            "paying -review_need": "paying",
            "paying -change_amount": "paying",
            "paying -suspend": "suspended",
            "suspended -resume": "paying",
            "paying|suspended -end": "ended",
            "refused -deliver": "finished",
            "received|correction_due|accepted|posted|noticed -withdraw": "withdrawn",
            "received|correction_due|accepted|posted|noticed -terminate": "terminated",
        },
    ),
    decided=frozenset(
        {"granted", "refused", "paying", "suspended", "ended", "finished", "not_accepted", "withdrawn", "terminated"}
    ),
)
