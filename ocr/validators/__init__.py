"""Pure checks of what papers say; they never read a clock, a file or a database."""

from ocr.validators.dates import LONG_TERM, Period, parse_date, parse_end, parse_period
from ocr.validators.identity import (
    ResidentId,
    mobile,
    organisation_check,
    resident_id,
    resident_id_check,
    uscc,
    uscc_check,
)
from ocr.validators.money import parse_money, parse_rmb, parse_rmb_capitals, rmb_capitals
from ocr.validators.names import normalise_name, person_name
from ocr.validators.unfit import Unfit

__all__ = [
    "LONG_TERM",
    "Period",
    "ResidentId",
    "Unfit",
    "mobile",
    "normalise_name",
    "organisation_check",
    "parse_date",
    "parse_end",
    "parse_money",
    "parse_period",
    "parse_rmb",
    "parse_rmb_capitals",
    "person_name",
    "resident_id",
    "resident_id_check",
    "rmb_capitals",
    "uscc",
    "uscc_check",
]
