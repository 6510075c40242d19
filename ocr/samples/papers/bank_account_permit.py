"""Permit of a basic bank account (开户许可证), in sentences, and the newer slip with labels."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up permit."""
    return {
        "approval_no": f"J99{rng.randrange(10**11):011d}",
        "permit_no": f"99{rng.randrange(100):02d}-{rng.randrange(10**8):08d}",
        "account_name": fiction.company(rng),
        "legal_rep": fiction.name_and_nation(rng)[0],
        "bank": f"云州{rng.choice(('农商', '城市', '港口'))}银行股份有限公司{rng.choice(('望江', '青石', '海门'))}支行",
        "account_no": f"62{rng.randrange(10**16):016d}",
        "issued_on": fiction.day(rng, date(2012, 1, 1), date(2019, 6, 30)).isoformat(),
    }


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """260 x 185 mm."""
    sheet = Sheet(260, 185, dpi=220, paper=(252, 252, 246))
    sheet.frame(8, 1.0, (120, 120, 120))
    sheet.centred(22, "开 户 许 可 证", 13)
    x = sheet.text(26, 50, "核准号：", 5, font="serif")
    sheet.text(x, 50, values["approval_no"], 5, field="approval_no")
    x = sheet.text(150, 50, "编号：", 5, font="serif")
    sheet.text(x, 50, values["permit_no"], 5, field="permit_no")
    x = sheet.text(36, 68, "经审核，", 5.4, font="serif")
    x = sheet.text(x, 68, values["account_name"], 5.4, font="serif", field="account_name")
    sheet.text(x, 68, "符合开户条件，准予", 5.4, font="serif")
    sheet.text(26, 79, "开立基本存款账户。", 5.4, font="serif")
    y = 96.0 + rng.uniform(-2, 2)
    x = sheet.text(26, y, "法定代表人（单位负责人）", 5.2, font="serif")
    sheet.text(x + 3, y, values["legal_rep"], 5.2, font="serif", field="legal_rep")
    x = sheet.text(26, y + 13, "开户银行", 5.2, font="serif")
    sheet.text(x + 3, y + 13, values["bank"], 5.2, font="serif", field="bank")
    x = sheet.text(150, y + 13, "账　号", 5.2, font="serif")
    sheet.text(x + 3, y + 13, values["account_no"], 5.2, field="account_no")
    sheet.text(140, 136, "发证机关（盖章）", 5.2, font="serif")
    sheet.text(150, 152, fiction.written(date.fromisoformat(values["issued_on"])), 5.2, font="serif", field="issued_on")
    sheet.seal(168, 140, 18, "云州市账户管理专用章")
    sheet.text(20, 172, "样张", 3, fill=(150, 150, 150))
    return sheet
