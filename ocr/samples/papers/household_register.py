"""Household register (户口簿), the page of a member: a ruled table of labels and values."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up page; who is a child has no work yet."""
    born_on, sex = fiction.day(rng, date(1950, 1, 1), date(2006, 12, 31)), rng.choice("男女")
    name, nation = fiction.name_and_nation(rng)
    return {
        "name": name,
        "relation": rng.choice(("户主", "妻" if sex == "女" else "夫", "长子" if sex == "男" else "长女")),
        "sex": sex,
        "nation": nation,
        "birth_place": "云州市" + rng.choice(tuple(fiction.DISTRICTS.values())),
        "native_place": "云州市" + rng.choice(tuple(fiction.DISTRICTS.values())),
        "born_on": born_on.isoformat(),
        "id_number": fiction.id_number(rng, born_on, sex),
        "education": rng.choice(("大学本科", "高中", "初中", "大学专科", "研究生")),
        "marital_status": rng.choice(("未婚", "已婚", "有配偶", "离婚")),
        "employer": fiction.company(rng),
        "occupation": rng.choice(("厨师", "会计", "教师", "企业职员", "个体经营者")),
        "registered_on": fiction.day(rng, date(2008, 1, 1), date(2026, 10, 31)).isoformat(),
    }


def _rows(values: Mapping[str, str], rng: Random) -> list[list[tuple[str, str, str]]]:
    """Each level of the table: label, field, text."""

    def of(label: str, field: str) -> tuple[str, str, str]:
        return label, field, values[field]

    born_on = fiction.written(date.fromisoformat(values["born_on"]))
    return [
        [of("姓名", "name"), of("户主或与户主关系", "relation")],
        [("曾用名", "", ""), of("性别", "sex")],
        [of("出生地", "birth_place"), of("民族", "nation")],
        [of("籍贯", "native_place"), ("出生日期", "born_on", born_on)],
        [("本市（县）其他住址", "", ""), ("宗教信仰", "", "")],
        [of("公民身份证件编号", "id_number"), ("血型", "", rng.choice(("", "A型", "O型")))],
        [of("文化程度", "education"), of("婚姻状况", "marital_status")],
        [of("服务处所", "employer"), of("职业", "occupation")],
    ]


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """143 x 210 mm, or a landscape page."""
    wide = rng.random() < 0.5
    width, height = (190.0, 120.0) if wide else (143.0, 170.0)
    sheet = Sheet(width, height, dpi=300, paper=(250, 249, 241))
    sheet.centred(6, "常 住 人 口 登 记 卡", 5.6)
    edges = [8.0, 8 + width * 0.19, 8 + width * 0.53, 8 + width * 0.72, width - 8]
    y, high = 18.0, (9.6 if wide else 14.0)
    for row in _rows(values, rng):
        for index, (label, field, text) in enumerate(row):
            left, right = edges[2 * index], edges[2 * index + 1]
            size = min(3.5, (right - left - 3) / max(4, len(label)) * (2 if len(label) > 7 else 1))
            sheet.wrapped(
                left + 1.5,
                y + (2 if len(label) > 7 else 3),
                label,
                size,
                right - left - 2,
                leading=1.2,
                font="serif-bold",
            )
            sheet.wrapped(
                right + 2, y + 3, text, 3.6, edges[2 * index + 2] - right - 3, leading=1.2, font="serif", field=field
            )
        sheet.rules([(8, y, width - 8, y), (8, y + high, width - 8, y + high), *((x, y, x, y + high) for x in edges)])
        y += high
    sheet.text(10, y + 5, "承办人签章：", 3.6, font="serif")
    x = sheet.text(width * 0.55, y + 5, "登记日期：", 3.6, font="serif")
    sheet.text(
        x, y + 5, fiction.written(date.fromisoformat(values["registered_on"])), 3.6, font="serif", field="registered_on"
    )
    sheet.seal(width * 0.42, y + 2, 9, "云州市公安局户口专用章")
    sheet.text(8, height - 5, "样张", 2.8, fill=(150, 150, 150))
    return sheet
