"""One of the 56 ethnic groups (GB/T 3304)."""

from typing import Any

from workflows.catalogue.field_kind import FieldKind, FieldProblem, text
from workflows.catalogue.item import Field, Label, Option

# In the order of the standard, whose numeric codes begin with 01; romanised as it does.
GROUPS = (
    "汉 Han,蒙古 Mongol,回 Hui,藏 Zang,维吾尔 Uygur,苗 Miao,彝 Yi,壮 Zhuang,布依 Buyei,朝鲜 Chosen,满 Man,侗 Dong,"
    "瑶 Yao,白 Bai,土家 Tujia,哈尼 Hani,哈萨克 Kazak,傣 Dai,黎 Li,傈僳 Lisu,佤 Va,畲 She,高山 Gaoshan,拉祜 Lahu,"
    "水 Sui,东乡 Dongxiang,纳西 Naxi,景颇 Jingpo,柯尔克孜 Kirgiz,土 Tu,达斡尔 Daur,仫佬 Mulao,羌 Qiang,布朗 Blang,"
    "撒拉 Salar,毛南 Maonan,仡佬 Gelao,锡伯 Xibe,阿昌 Achang,普米 Pumi,塔吉克 Tajik,怒 Nu,乌孜别克 Uzbek,"
    "俄罗斯 Russ,鄂温克 Ewenki,德昂 Deang,保安 Bonan,裕固 Yugur,京 Gin,塔塔尔 Tatar,独龙 Derung,鄂伦春 Oroqen,"
    "赫哲 Hezhen,门巴 Monba,珞巴 Lhoba,基诺 Jino"
)
OPTIONS = tuple(
    Option(f"{number:02}", Label(zh + "族", en))
    for number, (zh, en) in enumerate((one.split(" ") for one in GROUPS.split(",")), 1)
)
BY_NAME = {option.label.zh.removesuffix("族"): option.code for option in OPTIONS}


class EthnicGroup(FieldKind):
    """Kept as the code of two digits; the name is read as cards print it, with or without 族."""

    code = "ethnic_group"
    widget = "dropdown"

    def parse(self, raw: Any, field: Field) -> str:
        typed = text(raw)
        code = BY_NAME.get(typed) or BY_NAME.get(typed.removesuffix("族")) or typed.zfill(2)
        if code not in {option.code for option in OPTIONS}:
            raise FieldProblem("not_an_option")
        return code

    def choices(self, field: Field) -> tuple[Option, ...]:
        return OPTIONS

    def show(self, value: Any, field: Field, language: str) -> str:
        return next((option.label.text(language) for option in OPTIONS if option.code == value), str(value))

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "enum": [option.code for option in OPTIONS]}


KIND = EthnicGroup()
