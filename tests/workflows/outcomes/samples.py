"""An item, a body and values to write documents with."""

from datetime import date
from typing import Any

from workflows.catalogue.item import ResultSpec, Rights
from workflows.law.label import Label
from workflows.outcomes.documents import compose_document
from workflows.outcomes.page import Issuer

MARKET = Issuer("amr", Label("云东区市场监督管理局", "Market Regulation Bureau of Yundong"), "11990102008990029U")
RIGHTS = Rights(
    Label("云东区人民政府", "Yundong District Government"),
    60,
    Label("云州市行政复议平台", "Yunzhou reconsideration portal"),
    Label("云东区人民法院", "Yundong District Court"),
    6,
)
DAY = date(2026, 11, 20)
ADDRESS = "https://onedoor.example/verify/3HJA-SE8S-3YFE"
REFUSAL = """<h1>不予行政许可决定书</h1><p class="addressee">${applicant}：</p><p>理由：${reasons}</p>
<ol>${#bases}<li>${.}</li>${/bases}</ol>${#rights}<p>${.}</p>${/rights}"""
PERMIT = """<h1>食品经营许可证</h1><p class="en" lang="en">Food Operation Permit</p>
<dl>${#rows}<div><dt>${zh}<small lang="en">${en}</small></dt><dd>${text}</dd></div>${/rows}</dl>"""
ROWS = [{"zh": "经营者名称", "en": "Operator", "text": "老张面馆"}, {"zh": "负责人", "en": "Head", "text": "张三"}]
GROUNDS = {"reasons": "未设凉菜专间。", "bases": ["《食品安全法》第三十三条"], "rights": [RIGHTS.text.zh]}


class Item:
    """The part of a service item that documents need."""

    title = Label("食品经营许可", "Food permit")
    result = ResultSpec("permit", Label("食品经营许可证", "Food permit"), "permit", 5)

    def __init__(self, **documents: str) -> None:
        self.documents = {"decision_refused": REFUSAL, "permit": PERMIT, **documents}


def note(text: str, value: Any = "") -> bytes:
    """A letter of one line, `text`, with `value` for ${x}."""
    item = Item(note=text)
    return compose_document("note", item, {"x": value}, MARKET, "云东〔2026〕1号", ADDRESS, dated=DAY)


def refusal(**values: Any) -> bytes:
    """A refusal to 张三 with the grounds given over the usual ones."""
    filled = {"applicant": "张三", **GROUNDS, **values}
    return compose_document("decision_refused", Item(), filled, MARKET, "云东〔2026〕2号", ADDRESS, dated=DAY)


def permit(rows: list[dict[str, str]] | None = None) -> bytes:
    """A certificate with the rows given."""
    values = {"rows": ROWS if rows is None else rows}
    return compose_document(
        "permit", Item(), values, MARKET, "1.2.156.3005.2.x", ADDRESS, dated=DAY, code="3HJASE8S3YFE"
    )
