"""Resident ID card, the side with the portrait (居民身份证, 人像面)."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import BLUE, Sheet


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up card."""
    sex, born_on = rng.choice("男女"), fiction.day(rng, date(1948, 1, 1), date(2006, 12, 31))
    name, nation = fiction.name_and_nation(rng)
    return {
        "name": name,
        "sex": sex,
        "nation": nation,
        "born_on": born_on.isoformat(),
        "address": fiction.address(rng),
        "id_number": fiction.id_number(rng, born_on, sex),
    }


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """85.6 x 54 mm."""
    sheet = Sheet(85.6, 54, dpi=450, paper=(238, 243, 247))
    born_on = date.fromisoformat(values["born_on"])
    label, value, top = 2.7, 3.1, 6.0 + rng.uniform(-0.4, 0.4)
    sheet.text(5.5, top, "姓 名", label, fill=BLUE)
    sheet.text(15, top - 0.2, values["name"], 3.6, field="name")
    sheet.text(5.5, top + 7, "性 别", label, fill=BLUE)
    sheet.text(15, top + 6.8, values["sex"], value, field="sex")
    sheet.text(24, top + 7, "民 族", label, fill=BLUE)
    sheet.text(33, top + 6.8, values["nation"], value, field="nation")
    sheet.text(5.5, top + 14, "出 生", label, fill=BLUE)
    x = 15.0
    for number, unit in ((born_on.year, "年"), (born_on.month, "月"), (born_on.day, "日")):
        x = sheet.text(x, top + 13.8, str(number), value, field="born_on") + 1.2
        x = sheet.text(x, top + 14, unit, label, fill=BLUE) + 1.2
    sheet.text(5.5, top + 21, "住 址", label, fill=BLUE)
    sheet.wrapped(15, top + 20.8, values["address"], value, 36, leading=1.5, field="address")
    sheet.text(5.5, top + 38.5, "公民身份号码", label, fill=BLUE)
    x = 28.0
    for char in values["id_number"]:
        sheet.text(x, top + 38.2, char, 3.5, font="sans-bold", field="id_number")
        x += 2.6
    sheet.portrait(57, 7, 22, 28)
    return sheet
