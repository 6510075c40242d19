"""Medical certificate of birth (出生医学证明), as a table with rules or as lines."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up certificate."""
    born_on = fiction.day(rng, date(2014, 1, 1), date(2026, 9, 30))
    mother, father = (fiction.day(rng, date(1980, 1, 1), date(1998, 12, 31)) for _ in range(2))
    father_name = fiction.name_and_nation(rng)[0]
    return {
        "child_name": rng.choice(fiction.SURNAMES) + "".join(rng.sample(fiction.GIVEN, 2)),
        "sex": rng.choice("男女"),
        "born_on": born_on.isoformat(),
        "birth_place": f"云州市{rng.choice(tuple(fiction.DISTRICTS.values()))}",
        "hospital": f"云州市{rng.choice(('第一', '第二', '妇幼', '港前', '中心'))}{rng.choice(('人民医院', '医院'))}",
        "mother_name": fiction.name_and_nation(rng)[0],
        "mother_id": fiction.id_number(rng, mother, "女"),
        "father_name": father_name,
        "father_id": fiction.id_number(rng, father, "男"),
        "certificate_no": f"{rng.choice('MNOPQRS')}99{rng.randrange(10**7):07d}",
        "issued_on": fiction.day(rng, born_on, date(2026, 10, 31)).isoformat(),
    }


def _rows(values: Mapping[str, str], rng: Random) -> list[list[tuple[str, str, str]]]:
    born_on = fiction.written(date.fromisoformat(values["born_on"])) + f"{rng.randrange(24)}时{rng.randrange(60)}分"
    rows: list[list[tuple[str, str, str]]] = [
        [("新生儿姓名", "child_name", values["child_name"]), ("性别", "sex", values["sex"])],
        [("出生时间", "born_on", born_on), ("出生孕周", "", f"{rng.randrange(36, 42)}周")],
        [("出生体重", "", f"{rng.randrange(2500, 4200)}克"), ("出生身长", "", f"{rng.randrange(46, 54)}厘米")],
        [("出生地点", "birth_place", values["birth_place"]), ("医疗机构名称", "hospital", values["hospital"])],
    ]
    for parent, title in (("mother", "母亲"), ("father", "父亲")):
        rows += [
            [(f"{title}姓名", f"{parent}_name", values[f"{parent}_name"]), ("年龄", "", f"{rng.randrange(22, 45)}岁")],
            [("有效身份证件号码", f"{parent}_id", values[f"{parent}_id"]), ("国籍", "", "中国")],
        ]
    return rows


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """210 x 148 mm."""
    sheet = Sheet(210, 148, dpi=260, paper=(246, 250, 244))
    sheet.centred(9, "出生医学证明", 8)
    table, y, high = rng.random() < 0.6, 26.0, 12.0
    for row in _rows(values, rng):
        for x, (label, field, text) in zip((14.0, 122.0), row, strict=True):
            size = 3.6 if len(label) > 6 else 4.0
            sheet.text(x + 1.5, y + 3.4, label, size, font="sans-bold")
            sheet.text(x + (34 if x < 100 else 28), y + 3.4, text, 4.0, font="serif", field=field)
        if table:
            edges = (14.0, 46.0, 122.0, 148.0, 196.0)
            sheet.rules([(14, y, 196, y), (14, y + high, 196, y + high), *((x, y, x, y + high) for x in edges)])
        y += high
    sheet.text(14, 130, f"出生证编号：{values['certificate_no']}", 4.2, field="certificate_no")
    sheet.text(120, 130, "签发日期：", 4.2)
    sheet.text(141, 130, fiction.written(date.fromisoformat(values["issued_on"])), 4.2, field="issued_on")
    sheet.text(14, 138, "样张", 3, fill=(150, 150, 150))
    return sheet
