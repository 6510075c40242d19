"""Send task: a message that the outside must send; finished when it has been sent."""

from workflows.engine.behaviour import Activity


class SendTask(Activity):
    """Opens work of kind `send`."""

    code = "sendTask"
    kind = "send"


KIND = SendTask()
