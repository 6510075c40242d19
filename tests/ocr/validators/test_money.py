"""Sums in figures and in capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.validators import Unfit, parse_money, parse_rmb, parse_rmb_capitals, rmb_capitals

SUMS = st.decimals(Decimal(0), Decimal("99999999999.99"), places=2)


@given(SUMS)
def test_what_is_written_in_capitals_is_read_back(value: Decimal) -> None:
    assert parse_rmb_capitals(rmb_capitals(value)) == value


@pytest.mark.parametrize(
    ("value", "capitals"),
    [("2680.45", "贰仟陆佰捌拾元肆角伍分"), ("203000.07", "贰拾万叁仟元零柒分"), ("3008.12", "叁仟零捌元壹角贰分"),
     ("0", "零元整"),      ("0.30", "叁角"), ("10020000", "壹仟零贰万元整"), ("20003000.50", "贰仟万叁仟元伍角"),
     ("1000000000000", "壹万亿元整")],
)  # fmt: skip
def test_zeros_are_written_as_the_rule_says(value: str, capitals: str) -> None:
    assert rmb_capitals(Decimal(value)) == capitals


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("人民币贰仟陆佰捌拾元零肆角伍分", "2680.45"),
        ("贰拾万零叁仟元零柒分", "203000.07"),
        ("叁佰圆正", "300"),
        ("拾贰万元整", "120000"),
    ],
)
def test_both_lawful_forms_are_read(written: str, value: str) -> None:
    assert parse_rmb(written) == Decimal(value)


@pytest.mark.parametrize(
    "written", ["二千元", "贰仟陆元叁", "叁佰元整伍角", "佰元", "元", "", "壹贰叁元整", "壹万零万元整"]
)
def test_an_unlawful_form_is_refused(written: str) -> None:
    with pytest.raises(Unfit):
        parse_rmb_capitals(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [("¥12,000.00", "12000"), ("1.2万元", "12000"), ("￥12000元整", "12000"), ("RMB 12000", "12000")],
)
def test_figures_are_read_with_their_marks(written: str, value: str) -> None:
    assert parse_money(written) == Decimal(value)
