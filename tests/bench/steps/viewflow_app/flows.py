"""The measured case as a class, which is how django-viewflow has it drawn."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.models import Process

DATA = {"seats": 80, "scope": "cold", "shop_name": "云东区老罗面馆"}


class Measured(flow.Flow):
    """Accept, three reviews beside each other, join, a gateway on data, issue."""

    process_class = Process
    lock_impl = lock.select_for_update_lock

    start = flow.StartHandle(this.begin).Next(this.accept)
    accept = flow.View(None).Next(this.fork)
    fork = flow.Split().Next(this.food).Next(this.fire).Next(this.city)
    food = flow.View(None).Next(this.join)
    fire = flow.View(None).Next(this.join)
    city = flow.View(None).Next(this.join)
    join = flow.Join().Next(this.gate)
    gate = flow.If(lambda at: at.process.data["seats"] > 75 and at.process.data["scope"] == "cold")
    gate = gate.Then(this.issue).Else(this.decide)
    issue = flow.View(None).Next(this.end)
    decide = flow.View(None).Next(this.end)
    end = flow.End()

    def begin(self, activation: Any) -> Process:
        activation.process.data = DATA
        return activation.process
