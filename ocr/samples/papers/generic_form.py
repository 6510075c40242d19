"""A form of some office with labels that no template knows: a table of cells, or lines with colons."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet

_TITLES = ("摊位经营登记表", "临时占道申请表", "志愿服务信息登记表", "水电过户申请表", "停车位使用申请表")


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up form, by its labels."""
    born_on, sex = fiction.day(rng, date(1960, 1, 1), date(2004, 12, 31)), rng.choice("男女")
    made = {
        "申请人姓名": fiction.name_and_nation(rng)[0],
        "身份证号码": fiction.id_number(rng, born_on, sex),
        "联系电话": f"139{rng.randrange(10**8):08d}",
        "通讯地址": fiction.address(rng),
        "所属社区": rng.choice(("滨江社区", "石桥社区", "渔歌社区")),
        "申请事项": rng.choice(("临时设置摊位", "停车位续租", "水表过户", "加入志愿服务队")),
        "单位名称": fiction.company(rng),
        "填表日期": fiction.day(rng, date(2024, 1, 1), date(2026, 10, 31)).isoformat(),
    }
    kept = rng.sample(list(made), rng.randrange(5, 9))
    return {label: value for label, value in made.items() if label in kept}


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """210 x 297 mm."""
    sheet = Sheet(210, 297, dpi=220)
    sheet.centred(26, "云州市" + rng.choice(_TITLES), 8)
    table, y = rng.random() < 0.6, 50.0
    for label, value in values.items():
        text = fiction.written(date.fromisoformat(value)) if label == "填表日期" else value
        if table:
            below = sheet.wrapped(66, y + 4, text, 4.6, 118, font="serif", field=label)
            high = max(14.0, below - y + 3)
            sheet.text(26, y + high / 2 - 2.4, label, 4.6, font="serif")
            sheet.rules([(24, y, 188, y), (24, y + high, 188, y + high), *((x, y, x, y + high) for x in (24, 62, 188))])
            y += high
        else:
            x = sheet.text(26, y, f"{label}：", 4.8, font="serif")
            sheet.text(x, y, text, 4.8, font="serif", field=label)
            y += 13
    sheet.text(24, 284, "样张", 3.4, fill=(150, 150, 150))
    return sheet
