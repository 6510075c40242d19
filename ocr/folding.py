"""Texts made comparable: one width, simplified forms, one kind of bracket, one character for one. Pure."""

import re
import unicodedata

# One character for one, so that places are kept: brackets and colons that engines mix up, and the traditional
# forms that they give for simplified print.
_MARKS = (("〈《〔［【{「｛", "("), ("〉》〕］】}」｝", ")"), ("：﹕∶︰", ":"), ("。．", "."), ("—–―─～~－", "-"))
_TRADITIONAL = (
    "縣學號區裝東門國華業執經營範圍稱類別時間長開發團體職務記產權證書"
    "單電話樓層碼萬億貳參陸馬劉陳張趙孫楊吳鄭馮許呂謝鄒竇蘇魯韋錢韓"
)
_SIMPLIFIED = (
    "县学号区装东门国华业执经营范围称类别时间长开发团体职务记产权证书"
    "单电话楼层码万亿贰叁陆马刘陈张赵孙杨吴郑冯许吕谢邹窦苏鲁韦钱韩"
)
_FOLDS = {char: to for chars, to in _MARKS for char in chars} | dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))


def fold(char: str) -> str:
    """The character that stands for it in comparisons: half width, simplified, one kind of bracket and colon."""
    narrow = unicodedata.normalize("NFKC", char)
    narrow = narrow if len(narrow) == 1 else char
    return _FOLDS.get(narrow, narrow)


def folded(text: str) -> str:
    """A whole text folded, without spaces."""
    return "".join(fold(char) for char in text if not char.isspace())


def squeezed(pattern: str) -> str:
    """A label as it is compared: folded, no spaces, no colon at the end."""
    return re.sub(r"[::]+$", "", folded(pattern))
