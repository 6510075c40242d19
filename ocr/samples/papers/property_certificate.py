"""Certificate of real property (不动产权证书), the page with the table."""

from collections.abc import Mapping
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet

_ROWS = (
    ("权利人", "owner"), ("共有情况", "share"), ("坐落", "address"), ("不动产单元号", "unit_no"),
    ("权利类型", "right_type"), ("权利性质", "right_nature"), ("用途", "usage"), ("面积", "area"), ("使用期限", "term"),
)  # fmt: skip


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up certificate."""
    year, area = rng.randrange(2016, 2027), rng.choice(tuple(fiction.DISTRICTS))
    share, house = rng.randrange(500, 9000) / 100, rng.randrange(4000, 40000) / 100
    since = rng.randrange(1998, 2020)
    return {
        "certificate_no": f"云（{year}）云州市不动产权第{rng.randrange(10**7):07d}号",
        "owner": fiction.name_and_nation(rng)[0] if rng.random() < 0.7 else fiction.company(rng),
        "share": rng.choice(("单独所有", "共同共有", "按份共有")),
        "address": fiction.address(rng),
        "unit_no": f"{area}{rng.randrange(10**6):06d}GB{rng.randrange(10**5):05d}F{rng.randrange(10**8):08d}",
        "right_type": "国有建设用地使用权/房屋所有权",
        "right_nature": rng.choice(("出让/市场化商品房", "划拨/房改房", "出让/自建房")),
        "usage": rng.choice(("城镇住宅用地/住宅", "商务金融用地/商业", "零售商业用地/商业服务")),
        "area": f"共有宗地面积{share:.2f}㎡/房屋建筑面积{house:.2f}㎡",
        "term": f"国有建设用地使用权{since}年03月01日起至{since + 70}年02月28日止",
    }


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """148 x 210 mm."""
    sheet = Sheet(148, 210, dpi=260, paper=(252, 250, 244))
    sheet.text(12, 14, values["certificate_no"], 3.8, font="serif", field="certificate_no")
    left, middle, right, y = 12.0, 12 + rng.uniform(26, 32), 136.0, 24.0
    for label, field in _ROWS:
        below = sheet.wrapped(
            middle + 2, y + 3.4, values[field], 4.0, right - middle - 4, leading=1.35, font="serif", field=field
        )
        high = max(12.0, below - y + 1.5)
        sheet.label(left + 2, y + high / 2 - 2, label, 4.0, middle - left - 4, font="serif-bold")
        sheet.rules(
            [
                (left, y, right, y),
                (left, y + high, right, y + high),
                *((x, y, x, y + high) for x in (left, middle, right)),
            ]
        )
        y += high
    sheet.rules([(left, y, left, 196), (middle, y, middle, 196), (right, y, right, 196), (left, 196, right, 196)])
    sheet.label(left + 2, y + 14, "权利其他状况", 4.0, middle - left - 4, font="serif-bold")
    sheet.wrapped(
        middle + 2, y + 4, "房屋结构：钢筋混凝土结构\n专有建筑面积：见分摊表\n房屋总层数：18层", 3.6, 70, font="serif"
    )
    sheet.text(12, 201, "样张", 3, fill=(150, 150, 150))
    return sheet
