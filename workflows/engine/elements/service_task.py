"""Service task: work for a machine; its answer comes as ServiceFinished or ServiceFailed."""

from workflows.engine.behaviour import Activity


class ServiceTask(Activity):
    """Opens work of kind `service`."""

    code = "serviceTask"
    kind = "service"


KIND = ServiceTask()
