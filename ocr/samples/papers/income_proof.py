"""Proof of income (收入证明) that an employer writes: in sentences, or with labels and colons."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet
from ocr.validators import rmb_capitals


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up proof."""
    born_on, sex = fiction.day(rng, date(1965, 1, 1), date(2004, 12, 31)), rng.choice("男女")
    return {
        "name": fiction.name_and_nation(rng)[0],
        "id_number": fiction.id_number(rng, born_on, sex),
        "employer": fiction.company(rng),
        "position": rng.choice(("会计", "厨师长", "销售经理", "仓库管理员", "前台")),
        "monthly_income": str(fiction.money(rng, 3000, 32000, 100)),
        "issued_on": fiction.day(rng, date(2024, 1, 1), date(2026, 10, 31)).isoformat(),
    }


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """210 x 297 mm."""
    sheet = Sheet(210, 297, dpi=230)
    sheet.centred(36, "收 入 证 明", 10)
    income = Decimal(values["monthly_income"])
    money = f"人民币（大写）{rmb_capitals(income)}（¥{income}）"
    size = 5.2
    if rng.random() < 0.6:
        y = _flow(sheet, size, [
            ("　　兹证明", ""), (values["name"], "name"), ("（身份证号：", ""), (values["id_number"], "id_number"),
            ("）系我单位正式员工，自", ""), (f"{rng.randrange(2005, 2024)}年{rng.randrange(1, 13)}月", ""),
            ("起在我单位工作，现任", ""), (values["position"], "position"), ("职务，月收入为", ""),
            (money, "monthly_income"), ("。", ""),
        ])  # fmt: skip
    else:
        y = 66.0
        for label, field, text in (
            ("姓名", "name", values["name"]), ("身份证号码", "id_number", values["id_number"]),
            ("职务", "position", values["position"]), ("月收入", "monthly_income", money),
        ):  # fmt: skip
            x = sheet.text(26, y, f"{label}：", size, font="serif")
            sheet.text(x, y, text, size, font="serif", field=field)
            y += 12
    sheet.text(36, y + 4, "特此证明。", size, font="serif")
    x = sheet.text(80, y + 40, "单位名称（盖章）：", size, font="serif")
    sheet.text(x, y + 40, values["employer"], size, font="serif", field="employer")
    sheet.text(
        120, y + 54, fiction.written(date.fromisoformat(values["issued_on"])), size, font="serif", field="issued_on"
    )
    sheet.seal(140, y + 46, 19, values["employer"])
    sheet.text(26, y + 78, "联系电话：0999-8800123", 4.4, font="serif")
    sheet.text(24, 284, "样张", 3.4, fill=(150, 150, 150))
    return sheet


def _flow(sheet: Sheet, size: float, runs: list[tuple[str, str]]) -> float:
    """Writes runs one after the other over the width of the page; returns the y below."""
    x, y, left, right = 26.0, 66.0, 26.0, 186.0
    for text, field in runs:
        for char in text:
            if x + size > right:
                x, y = left, y + size * 1.8
            x = sheet.text(x, y, char, size, font="serif", field=field)
    return y + size * 2.4
