"""The door of ocr: what others may use; never a pixel of logic."""

from ocr.samples.draw import Sample, Truth, digital_materials, draw_sample, sample_materials
from ocr.validators import (
    Unfit,
    mobile,
    parse_date,
    parse_end,
    parse_money,
    parse_period,
    parse_rmb,
    person_name,
    resident_id,
    rmb_capitals,
    uscc,
)

__all__ = [
    "Sample",
    "Truth",
    "Unfit",
    "digital_materials",
    "draw_sample",
    "mobile",
    "parse_date",
    "parse_end",
    "parse_money",
    "parse_period",
    "parse_rmb",
    "person_name",
    "resident_id",
    "rmb_capitals",
    "sample_materials",
    "uscc",
]
