"""Health certificate of a person who handles food (从业人员健康证明), a plastic card."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up card, valid for a year."""
    sex, born_on = rng.choice("男女"), fiction.day(rng, date(1962, 1, 1), date(2006, 12, 31))
    issued_on = fiction.day(rng, date(2025, 6, 1), date(2026, 10, 31)).replace(day=rng.randrange(1, 29))
    return {
        "name": fiction.name_and_nation(rng)[0],
        "sex": sex,
        "id_number": fiction.id_number(rng, born_on, sex),
        "trade": rng.choice(("食品经营", "餐饮服务", "公共场所服务")),
        "certificate_no": f"99{issued_on.year}{rng.randrange(10**7):07d}",
        "issued_on": issued_on.isoformat(),
        "valid_to": issued_on.replace(year=issued_on.year + 1).isoformat(),
        "issuer": f"{rng.choice(tuple(fiction.DISTRICTS.values()))}疾病预防控制中心",
    }


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """85.6 x 54 mm."""
    sheet = Sheet(85.6, 54, dpi=450, paper=(240, 248, 243))
    sheet.centred(3.5, "从业人员健康证明", 4.6, font="sans-bold")
    y = 12.0 + rng.uniform(-0.4, 0.4)
    issued_on, valid_to = (date.fromisoformat(values[each]) for each in ("issued_on", "valid_to"))
    for label, field, text in (
        ("编号", "certificate_no", values["certificate_no"]),
        ("姓名", "name", values["name"]),
        ("性别", "sex", values["sex"]),
        ("身份证号", "id_number", values["id_number"]),
        ("行业类别", "trade", values["trade"]),
        ("发证日期", "issued_on", fiction.written(issued_on)),
        ("有效期至", "valid_to", fiction.written(valid_to)),
        ("发证单位", "issuer", values["issuer"]),
    ):
        x = sheet.text(5, y, f"{label}：", 2.7)
        sheet.text(x, y, text, 2.8, field=field)
        y += 4.8
    sheet.portrait(62, 12, 18, 23)
    return sheet
