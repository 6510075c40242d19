"""Business licence (营业执照): upright and landscape, of a company or of an individual."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet
from ocr.validators import rmb_capitals

_COMPANY = "有限责任公司"


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up licence; an individual's has neither capital nor term."""
    person, established_on = fiction.name_and_nation(rng)[0], fiction.day(rng, date(2012, 1, 1), date(2026, 6, 30))
    out = {
        "established_on": established_on.isoformat(),
        "legal_rep": person,
        "scope": fiction.scope(rng),
        "address": fiction.address(rng),
        "registrar": f"云州市{rng.choice(tuple(fiction.DISTRICTS.values()))}市场监督管理局",
        "issued_on": fiction.day(rng, established_on, date(2026, 10, 31)).isoformat(),
    }
    if rng.random() < 0.5:
        capital = fiction.money(rng, 100_000, 9_000_000, 50_000)
        kind = rng.choice((_COMPANY, _COMPANY + "(自然人独资)"))
        return out | {"uscc": fiction.credit_code(rng), "name": fiction.company(rng), "kind": kind,
                      "capital": str(capital), "valid_to": "long_term"}  # fmt: skip
    return out | {"uscc": fiction.credit_code(rng, "92"), "name": fiction.shop(rng), "kind": "个体工商户"}


def _rows(values: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Label, field and text as printed, in the order of the upright form."""
    individual = values["kind"] == "个体工商户"
    established = fiction.written(date.fromisoformat(values["established_on"]))
    rows = [("名称", "name", values["name"]), ("类型", "kind", values["kind"])]
    address = ("经营场所" if individual else "住所", "address", values["address"])
    head = ("经营者" if individual else "法定代表人", "legal_rep", values["legal_rep"])
    if individual:
        rows += [address, head, ("组成形式", "", "个人经营"), ("注册日期", "established_on", established)]
    else:
        rows += [address, head]
        if "capital" in values:
            amount = rmb_capitals(Decimal(values["capital"]))
            rows.append(("注册资本", "capital", amount))
        rows.append(("成立日期", "established_on", established))
        if "valid_to" in values:
            rows.append(("营业期限", "valid_to", "长期"))
    return [*rows, ("经营范围", "scope", values["scope"])]


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """210 x 297 mm upright or 297 x 210 mm landscape, by the seed."""
    return _landscape(values, rng) if rng.random() < 0.5 else _upright(values, rng)


def _payload(values: Mapping[str, str]) -> str:
    return f"https://licence.yunzhou.example/q?uscc={values['uscc']}"


def _foot(sheet: Sheet, values: Mapping[str, str], x: float, y: float) -> None:
    sheet.text(x, y, "登记机关", 5)
    sheet.text(x + 26, y, values["registrar"], 4.4, field="registrar")
    issued_on = date.fromisoformat(values["issued_on"])
    sheet.text(
        x + 20, y + 18, f"{issued_on.year} 年 {issued_on.month:02d} 月 {issued_on.day:02d} 日", 5, field="issued_on"
    )
    sheet.seal(x + 40, y + 16, 19, values["registrar"])


def _upright(values: Mapping[str, str], rng: Random) -> Sheet:
    sheet = Sheet(210, 297, dpi=240, paper=(253, 251, 243))
    sheet.frame(9, 1.4, (196, 152, 72))
    sheet.centred(34, "营 业 执 照", 17)
    sheet.centred(56, "（副 本）", 6)
    x = sheet.text(62, 70, "统一社会信用代码 ", 5)
    sheet.text(x, 70, values["uscc"], 5, font="sans-bold", field="uscc")
    y = 90.0 + rng.uniform(-2, 2)
    for label, field, text in _rows(values):
        sheet.label(26, y, label, 5.4, 30, font="sans-bold")
        y = sheet.wrapped(62, y, text, 5.4, 124, field=field) + 5
    _foot(sheet, values, 90, 240)
    sheet.qr(24, 236, 28, _payload(values))
    sheet.text(20, 282, "样张　企业信用信息公示系统网址：licence.yunzhou.example", 3, fill=(110, 110, 110))
    return sheet


def _landscape(values: Mapping[str, str], rng: Random) -> Sheet:
    sheet = Sheet(297, 210, dpi=240, paper=(254, 252, 246))
    sheet.frame(8, 1.2, (196, 152, 72))
    sheet.centred(30, "营 业 执 照", 17)
    sheet.centred(52, "（副 本）", 6)
    sheet.text(24, 34, "统一社会信用代码", 4.4)
    sheet.text(24, 41, values["uscc"], 4.6, font="sans-bold", field="uscc")
    sheet.qr(244, 22, 26, _payload(values))
    sheet.text(222, 50, "扫描二维码登录公示系统了解更多信息", 2.6)
    rows, top = _rows(values), 72.0 + rng.uniform(-2, 2)
    right = {"capital", "established_on", "valid_to", "address"}
    for x, label_width, width, part in (
        (22, 28, 96, [row for row in rows if row[1] not in right]),
        (164, 28, 84, [row for row in rows if row[1] in right]),
    ):
        y = top
        for label, field, text in part:
            sheet.label(x, y, label, 5.2, label_width, font="sans-bold")
            y = sheet.wrapped(x + 34, y, text, 5.2, width, field=field) + 6
    _foot(sheet, values, 172, 160)
    sheet.text(20, 198, "样张　国家企业信用信息公示系统网址", 3, fill=(110, 110, 110))
    return sheet
