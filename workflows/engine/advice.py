"""What the reader leaves out in silence, and what to draw instead of what it refuses."""

IGNORED = frozenset(
    {
        "documentation", "extensionElements", "incoming", "outgoing", "laneSet", "dataObject", "dataObjectReference",
        "dataStoreReference", "ioSpecification", "dataInputAssociation", "dataOutputAssociation", "property",
        "textAnnotation", "group", "category", "performer", "potentialOwner", "humanPerformer", "resourceRole",
        "rendering", "auditing", "monitoring", "supportedInterfaceRef", "ioBinding", "correlationSubscription",
        "multiInstanceLoopCharacteristics", "standardLoopCharacteristics",
    }
)  # fmt: skip
"""BPMN elements inside a process or activity that say nothing about the way of a token."""

INSTEAD = {
    "complexGateway": "Draw an inclusive gateway, or a multi-instance task with a completion condition.",
    "adHocSubProcess": "Draw a sub-process whose steps follow an inclusive gateway.",
    "scriptTask": "Draw a service task, or a business rule task with a decision table.",
    "implicitThrowEvent": "Draw an intermediate throw event.",
    "choreographyTask": "Draw the process of this side alone.",
    "callChoreography": "Draw the process of this side alone.",
    "subChoreography": "Draw the process of this side alone.",
    "callConversation": "Draw the process of this side alone.",
    "link": "Draw a sequence flow.",
    "cancel": "Draw it inside, or on the border of, a transaction.",
    "terminate": "Draw a terminate end event.",
}
"""Tag or trigger code -> what to draw instead."""
