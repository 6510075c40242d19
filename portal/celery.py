"""The Celery application: a doorbell; what is to be done stands in database rows."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
app = Celery("onedoor")
# Otherwise only the thread that imports this knows it, and the threads of the web server ring at no broker.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["workflows", "ledger"], related_name="beat")
app.conf.update(
    accept_content=["json"],
    task_ignore_result=True,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # A broker that is down must not hold up a citizen's request: the row is the job, the sweep rings later.
    broker_transport_options={
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    },
    # A beat that no worker heard in time is replaced by the next one, so that none pile up while all workers are down.
    beat_schedule={
        name: {"task": task, "schedule": seconds, "options": {"expires": 20 * seconds}}
        for name, task, seconds in (
            ("sweep", "workflows.sweep", 5.0),
            ("sequence", "ledger.sequence", 0.5),
            ("anchor", "ledger.anchor", 5.0),
            ("witness", "ledger.witness", 2.0),
            ("audit", "ledger.sweep", 10.0),
            ("reconcile", "workflows.reconcile", 10.0),
        )
    },
)
