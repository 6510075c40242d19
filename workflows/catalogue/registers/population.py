"""The population register (人口基础信息库): who somebody is, and where they are registered."""

from workflows.catalogue.registers import RegisterKind
from workflows.law.label import Label

KIND = RegisterKind(
    code="population",
    label=Label("人口基础信息库", "Population register"),
    owner="psb_west",
    fields={
        "name": Label("姓名", "Name"),
        "id_number": Label("公民身份号码", "ID number"),
        "ethnicity": Label("民族", "Ethnic group"),
        "household_no": Label("户号", "Household number"),
        "address": Label("户籍地址", "Registered address"),
    },
)
