"""Resident ID card, the side with the emblem (居民身份证, 国徽面)."""

from collections.abc import Mapping
from datetime import date
from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import BLUE, RED, Sheet


def values(rng: Random) -> dict[str, str]:
    """The truth of a made-up card; one in five is valid for ever."""
    starts_on = fiction.day(rng, date(2014, 1, 1), date(2024, 12, 28)).replace(day=rng.randrange(1, 29))
    years = rng.choice((10, 20, 20, 20, 0))
    return {
        "issued_by": f"云州市公安局{rng.choice(('云东', '云西', '云港'))}分局",
        "valid_from": starts_on.isoformat(),
        "valid_to": starts_on.replace(year=starts_on.year + years).isoformat() if years else "long_term",
    }


def draw(values: Mapping[str, str], rng: Random) -> Sheet:
    """85.6 x 54 mm."""
    sheet = Sheet(85.6, 54, dpi=450, paper=(236, 241, 244))
    sheet.draw.ellipse([sheet.px(6), sheet.px(5), sheet.px(21), sheet.px(20)], fill=RED)
    sheet.draw.ellipse([sheet.px(9), sheet.px(8), sheet.px(18), sheet.px(17)], outline=(236, 190, 60), width=6)
    sheet.text(24, 6, "中华人民共和国", 6.4, font="serif-bold")
    sheet.text(27, 15.5, "居 民 身 份 证", 7.6, font="serif-bold")
    y = 37.5 + rng.uniform(-0.4, 0.4)
    sheet.text(19, y, "签发机关", 2.7, font="sans-bold", fill=BLUE)
    sheet.text(34, y - 0.1, values["issued_by"], 3.1, field="issued_by")
    sheet.text(19, y + 7, "有效期限", 2.7, font="sans-bold", fill=BLUE)
    end = values["valid_to"]
    x = sheet.text(34, y + 6.9, values["valid_from"].replace("-", "."), 3.1, field="valid_from")
    x = sheet.text(x, y + 6.9, "-", 3.1)
    sheet.text(x, y + 6.9, "长期" if end == "long_term" else end.replace("-", "."), 3.1, field="valid_to")
    sheet.text(72, 47.5, "样张", 3.2, fill=(150, 156, 168))
    return sheet
