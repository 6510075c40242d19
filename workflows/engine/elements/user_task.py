"""User task: work for a person, with an outcome."""

from workflows.engine.behaviour import Activity


class UserTask(Activity):
    """Who does it and which outcomes there are stands outside the drawing."""

    code = "userTask"


KIND = UserTask()
