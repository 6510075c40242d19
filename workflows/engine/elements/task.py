"""Task without a type: a token passes through, as over a manual task."""

from workflows.engine.elements.manual_task import ManualTask


class Task(ManualTask):
    """Says on paper that something happens; nothing is asked of anybody."""

    code = "task"


KIND = Task()
