"""Business rule task: a decision table that the outside evaluates; its results come back as variables."""

from workflows.engine.behaviour import Activity


class BusinessRuleTask(Activity):
    """Opens work of kind `rule`."""

    code = "businessRuleTask"
    kind = "rule"


KIND = BusinessRuleTask()
