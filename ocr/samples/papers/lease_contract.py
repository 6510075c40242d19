"""Lease of premises (房屋租赁合同), as a form with labels or as running clauses, and the same lease as HTML."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from html import escape
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet
from ocr.validators import rmb_capitals


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up lease."""
    signed_on = fiction.day(rng, date(2025, 6, 1), date(2026, 10, 31))
    starts_on = signed_on.replace(day=1, month=signed_on.month % 12 + 1, year=signed_on.year + signed_on.month // 12)
    end_year = starts_on.year + rng.choice((1, 2, 3, 5))
    ends_on = date.fromordinal(starts_on.replace(year=end_year).toordinal() - 1)
    return {
        "landlord": fiction.name_and_nation(rng)[0] if rng.random() < 0.6 else "云州宏岭置业有限公司",
        "tenant": fiction.name_and_nation(rng)[0],
        "address": fiction.address(rng),
        "area_sqm": f"{rng.randrange(120, 3000) / 10:.1f}",
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat(),
        "monthly_rent": str(fiction.money(rng, 1500, 38000, 100)),
        "signed_on": signed_on.isoformat(),
    }


_HEAD = (("出租方（甲方）：", "landlord"), ("承租方（乙方）：", "tenant"))
_TAIL = (
    "租金按季度支付，乙方应于每季度首月五日前付清。",
    "租赁期间，乙方不得擅自改变房屋用途，不得损坏房屋结构。",
    "本合同一式两份，甲乙双方各执一份，自双方签字或盖章之日起生效。",
)


def _clauses(values: Mapping[str, str], form: bool) -> list[list[tuple[str, str]]]:
    """Each clause as runs of (text, field); `form` writes labels with colons."""
    starts_on, ends_on = (fiction.written(date.fromisoformat(values[each])) for each in ("starts_on", "ends_on"))
    rent = Decimal(values["monthly_rent"])
    money = f"人民币（大写）{rmb_capitals(rent)}（¥{rent}）"
    span = [("自", ""), (starts_on, "starts_on"), ("起至", ""), (ends_on, "ends_on"), ("止", "")]
    if form:
        return [
            [("租赁地址：", ""), (values["address"], "address")],
            [("建筑面积：", ""), (values["area_sqm"], "area_sqm"), ("平方米", "")],
            [("租赁期限：", ""), *span],
            [("月租金：", ""), (money, "monthly_rent")],
        ]
    return [
        [("一、甲方将位于", ""), (values["address"], "address"), ("的房屋出租给乙方使用，建筑面积", ""),
         (values["area_sqm"], "area_sqm"), ("平方米。", "")],
        [("二、租赁期限", ""), *span, ("。", "")],
        [("三、每月租金为", ""), (money, "monthly_rent"), ("。", "")],
    ]  # fmt: skip


def _flow(sheet: Sheet, runs: list[tuple[str, str]], y: float, size: float) -> float:
    """Writes runs one after the other over the width of the page; returns the y below."""
    x, left, right = 24.0, 24.0, 188.0
    for text, field in runs:
        for char in text:
            if x + size > right:
                x, y = left, y + size * 1.7
            x = sheet.text(x, y, char, size, font="serif", field=field)
    return y + size * 2.2


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """210 x 297 mm."""
    sheet = Sheet(210, 297, dpi=240)
    sheet.centred(24, "房屋租赁合同", 8)
    size, y = 4.8, 46.0 + rng.uniform(-2, 2)
    for label, field in _HEAD:
        x = sheet.text(24, y, label, size, font="serif")
        sheet.text(x, y, values[field], size, font="serif", field=field)
        y += size * 2.2
    for clause in _clauses(values, form=rng.random() < 0.5):
        y = _flow(sheet, clause, y, size)
    for text in _TAIL:
        y = _flow(sheet, [(text, "")], y, size)
    y += 24
    for x, party in ((24.0, "甲方（签章）："), (112.0, "乙方（签章）：")):
        sheet.text(x, y, party, size, font="serif")
    signed_on = fiction.written(date.fromisoformat(values["signed_on"]))
    x = sheet.text(24, y + 16, "签订日期：", size, font="serif")
    sheet.text(x, y + 16, signed_on, size, font="serif", field="signed_on")
    if values["landlord"].endswith("公司"):
        sheet.seal(68, y - 6, 18, values["landlord"])
    sheet.text(24, 284, "样张", 3.4, fill=(150, 150, 150))
    return sheet


def html(values: Mapping[str, str]) -> str:
    """The lease as a page for a born-digital PDF."""
    heads = "".join(f"<p>{label}{escape(values[field])}</p>" for label, field in _HEAD)
    clauses = "".join(f"<p>{''.join(escape(text) for text, _ in runs)}</p>" for runs in _clauses(values, form=True))
    tail = "".join(f"<p>{text}</p>" for text in _TAIL)
    signed_on = fiction.written(date.fromisoformat(values["signed_on"]))
    return (
        "<!doctype html><meta charset=utf-8><title>房屋租赁合同</title>"
        "<style>@page{size:A4;margin:24mm}body{font:12.5pt/1.9 'Noto Serif CJK SC'}h1{text-align:center}</style>"
        f"<h1>房屋租赁合同</h1>{heads}{clauses}{tail}<p>甲方（签章）：　　　　乙方（签章）：</p>"
        f"<p>签订日期：{signed_on}</p><p>样张</p>"
    )
