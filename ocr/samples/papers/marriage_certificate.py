"""Marriage certificate (结婚证), the two pages inside: its people one below the other, or side by side."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import RED, Sheet


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up certificate; either may hold it."""
    registered_on = fiction.day(rng, date(2004, 1, 1), date(2026, 10, 31))
    out: dict[str, str] = {}
    for number, sex in zip("12", rng.choice(("男女", "女男")), strict=True):
        born_on = fiction.day(rng, date(1960, 1, 1), date(1982, 12, 31))
        out |= {
            f"name_{number}": fiction.name_and_nation(rng)[0],
            f"sex_{number}": sex,
            f"born_on_{number}": born_on.isoformat(),
            f"id_number_{number}": fiction.id_number(rng, born_on, sex),
        }
    number = f"J{rng.choice(tuple(fiction.DISTRICTS))}-{registered_on.year}-{rng.randrange(10**6):06d}"
    return out | {
        "holder": out[f"name_{rng.choice('12')}"],
        "registered_on": registered_on.isoformat(),
        "certificate_no": number,
    }


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """180 x 125 mm, opened."""
    sheet = Sheet(180, 125, dpi=300, paper=(252, 243, 240))
    sheet.rules([(90, 4, 90, 121)], 0.2)
    y = 62.0 + rng.uniform(-3, 3)
    sheet.centred(30, "结婚申请，符合《中华人民共和国婚姻法》", 3.2, between=(8, 84), font="serif")
    sheet.centred(37, "规定，予以登记，发给此证。", 3.2, between=(8, 84), font="serif")
    for label, field, text in (
        ("持证人", "holder", values["holder"]),
        ("登记日期", "registered_on", fiction.written(date.fromisoformat(values["registered_on"]))),
        ("结婚证字号", "certificate_no", values["certificate_no"]),
        ("备注", "", ""),
    ):
        sheet.label(12, y, label, 3.6, 20, font="serif-bold", fill=RED)
        sheet.text(36, y, text, 3.8, font="serif", field=field)
        y += 11
    _people(sheet, values, rng)
    sheet.seal(60, 104, 14, "云州市婚姻登记专用章")
    sheet.text(6, 119, "样张", 3, fill=(150, 150, 150))
    return sheet


def _people(sheet: Sheet, values: Mapping[str, str], rng: Random) -> None:
    gap, y = rng.choice((7.6, 8.6)), 16.0 + rng.uniform(-2, 2)
    for number in "12":
        born_on = fiction.written(date.fromisoformat(values[f"born_on_{number}"]))
        for left, right in (
            (("姓名", f"name_{number}", values[f"name_{number}"]), ("性别", f"sex_{number}", values[f"sex_{number}"])),
            (("国籍", "", "中国"), ("出生日期", f"born_on_{number}", born_on)),
            (("身份证件号", f"id_number_{number}", values[f"id_number_{number}"]), None),
        ):
            sheet.label(96, y, left[0], 3.2, 9 if len(left[0]) < 3 else 18, font="serif-bold", fill=RED)
            sheet.text(107 if len(left[0]) < 3 else 118, y, left[2], 3.5, font="serif", field=left[1])
            if right:
                sheet.text(136, y, right[0], 3.2, font="serif-bold", fill=RED)
                sheet.text(144 if len(right[0]) < 3 else 150.5, y, right[2], 3.3, font="serif", field=right[1])
            y += gap
        y += 12
