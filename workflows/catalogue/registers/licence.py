"""The register of electronic licences (电子证照库): those that other bodies gave to the person."""

from workflows.catalogue.registers import RegisterKind
from workflows.law.label import Label

KIND = RegisterKind(
    code="licence",
    label=Label("电子证照库", "Register of electronic licences"),
    owner="dsb",
    fields={
        "number": Label("证照编号", "Number"),
        "type": Label("证照类型", "Type of licence"),
        "holder": Label("持证人", "Holder"),
        "uscc": Label("统一社会信用代码", "Social credit code"),
        "body": Label("发证机关", "Issued by"),
        "valid_to": Label("有效期至", "Valid to"),
    },
)
