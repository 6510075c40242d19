"""Food operation permit (食品经营许可证), landscape, the labels in two columns."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet

_ITEMS = ("热食类食品制售", "冷食类食品制售", "自制饮品制售", "糕点类食品制售", "预包装食品销售")
_FORMS = ("餐饮服务经营者（小型餐馆）", "餐饮服务经营者（中型餐馆）", "食品销售经营者（便利店）")
_LEFT = (("经营者名称", "operator"), ("社会信用代码", "uscc"), ("法定代表人（负责人）", "legal_rep"),
         ("住所", "home_address"), ("经营场所", "address"), ("主体业态", "business_form"),
         ("经营项目", "items"))  # fmt: skip
_RIGHT = (("许可证编号", "permit_no"), ("日常监督管理机构", "supervisor"), ("日常监督管理人员", "inspector"),
          ("发证机关", "issuer"), ("签发人", "signer"), ("有效期至", "valid_to"))  # fmt: skip


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up permit, valid for five years less a day."""
    issued_on = fiction.day(rng, date(2022, 1, 1), date(2026, 9, 30)).replace(day=rng.randrange(2, 29))
    district = rng.choice(tuple(fiction.DISTRICTS.values()))
    return {
        "operator": fiction.shop(rng) if rng.random() < 0.5 else fiction.company(rng),
        "uscc": fiction.credit_code(rng, rng.choice(("91", "92"))),
        "legal_rep": fiction.name_and_nation(rng)[0],
        "home_address": fiction.address(rng),
        "address": fiction.address(rng),
        "business_form": rng.choice(_FORMS),
        "items": "，".join(rng.sample(_ITEMS, rng.choice((1, 2, 3)))),
        "permit_no": f"JY{rng.choice('23')}99{rng.randrange(10**11):011d}",
        "supervisor": f"{district}{rng.choice(('望江', '青石', '海门'))}市场监督管理所",
        "inspector": "、".join(fiction.name_and_nation(rng)[0] for _ in range(2)),
        "issuer": f"云州市{district}市场监督管理局",
        "signer": fiction.name_and_nation(rng)[0],
        "valid_to": issued_on.replace(year=issued_on.year + 5, day=issued_on.day - 1).isoformat(),
        "issued_on": issued_on.isoformat(),
    }


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """297 x 210 mm."""
    sheet = Sheet(297, 210, dpi=240, paper=(253, 253, 246))
    sheet.frame(8, 1.2, (90, 130, 90))
    sheet.centred(20, "食品经营许可证", 13)
    for x, width, rows in ((20.0, 84.0, _LEFT), (168.0, 62.0, _RIGHT)):
        y = 52.0 + rng.uniform(-2, 2)
        for label, field in rows:
            text = fiction.written(date.fromisoformat(values[field])) if field == "valid_to" else values[field]
            if len(label) > 8:
                sheet.text(x, y, label, 3.6, font="sans-bold")
            else:
                sheet.label(x, y, label, 4.4, 36, font="sans-bold")
            y = sheet.wrapped(x + 42, y, text, 4.4, width, field=field) + 5
    issued_on = date.fromisoformat(values["issued_on"])
    sheet.text(190, 176, f"{issued_on.year} 年 {issued_on.month} 月 {issued_on.day} 日", 4.6, field="issued_on")
    sheet.seal(214, 170, 18, values["issuer"])
    sheet.qr(24, 164, 26, f"https://permit.yunzhou.example/{values['permit_no']}")
    sheet.text(20, 198, "样张", 3, fill=(110, 110, 110))
    return sheet
