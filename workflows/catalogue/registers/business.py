"""The register of businesses (法人和市场主体登记库): those that the person runs or represents."""

from workflows.catalogue.registers import RegisterKind
from workflows.law.label import Label

KIND = RegisterKind(
    code="business",
    label=Label("市场主体登记库", "Register of businesses"),
    owner="amr",
    fields={
        "uscc": Label("统一社会信用代码", "Social credit code"),
        "name": Label("名称", "Name"),
        "address": Label("住所", "Address"),
        "legal_rep": Label("经营者（法定代表人）", "Operator or legal representative"),
        "kind": Label("类型", "Type"),
        "scope": Label("经营范围", "Scope"),
    },
)
