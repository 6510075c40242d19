"""The door of ocr: what others may use; never a line of logic."""

from ocr.catalogue import Material, MaterialField, materials
from ocr.engines.choice import engine_health
from ocr.engines.contract import EngineDown
from ocr.intake.sniff import LIMIT_BYTES
from ocr.intake.store import get, store
from ocr.intake.vault import original
from ocr.pages.picture import crop, page_image
from ocr.reading import read
from ocr.samples.draw import Sample, Truth, digital_materials, draw_sample, sample_materials
from ocr.validators import (
    LONG_TERM,
    Period,
    ResidentId,
    Unfit,
    mobile,
    normalise_name,
    parse_date,
    parse_end,
    parse_money,
    parse_period,
    parse_rmb,
    parse_rmb_capitals,
    person_name,
    resident_id,
    rmb_capitals,
    uscc,
)
from ocr.values import REJECTIONS, Check, Document, FieldReading, Paper, Quad, Reading, Rejected, Remark

__all__ = [
    "LIMIT_BYTES",
    "LONG_TERM",
    "REJECTIONS",
    "Check",
    "Document",
    "EngineDown",
    "FieldReading",
    "Material",
    "MaterialField",
    "Paper",
    "Period",
    "Quad",
    "Reading",
    "Rejected",
    "Remark",
    "ResidentId",
    "Sample",
    "Truth",
    "Unfit",
    "crop",
    "digital_materials",
    "draw_sample",
    "engine_health",
    "get",
    "materials",
    "mobile",
    "normalise_name",
    "original",
    "page_image",
    "parse_date",
    "parse_end",
    "parse_money",
    "parse_period",
    "parse_rmb",
    "parse_rmb_capitals",
    "person_name",
    "read",
    "resident_id",
    "rmb_capitals",
    "sample_materials",
    "store",
    "uscc",
]
