"""Texts made comparable: one width, simplified forms, one kind of bracket, one character for one. Pure."""

import re
import unicodedata

# One character for one, so that places are kept: brackets and colons that engines mix up, and the traditional
# forms that they give for simplified print.
_MARKS = (("〈《〔［【{「｛", "("), ("〉》〕］】}」｝", ")"), ("：﹕∶︰", ":"), ("。．", "."), ("—–―─～~－", "-"))
_TRADITIONAL = (
    "縣學號區裝東門國華業執經營範圍稱類別時間長開發團體職務記產權證書"
    "單電話樓層碼萬億貳參陸馬劉陳張趙孫楊吳鄭馮許呂謝鄒竇蘇魯韋錢韓"
    "強衛雲愛寶麗偉鳳龍鵬軍紅蘭貴慶榮勝餘葉蕭盧鄧羅龔黃廣興設備員務處館廳廠鎮鄉縣橋灣島濱環寧遠達運連"
)
_SIMPLIFIED = (
    "县学号区装东门国华业执经营范围称类别时间长开发团体职务记产权证书"
    "单电话楼层码万亿贰叁陆马刘陈张赵孙杨吴郑冯许吕谢邹窦苏鲁韦钱韩"
    "强卫云爱宝丽伟凤龙鹏军红兰贵庆荣胜余叶萧卢邓罗龚黄广兴设备员务处馆厅厂镇乡县桥湾岛滨环宁远达运连"
)
_FORMS = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
_FOLDS = {char: to for chars, to in _MARKS for char in chars} | _FORMS


def fold(char: str) -> str:
    """The character that stands for it in comparisons: half width, simplified, one kind of bracket and colon."""
    narrow = unicodedata.normalize("NFKC", char)
    narrow = narrow if len(narrow) == 1 else char
    return _FOLDS.get(narrow, narrow)


def simplified(text: str) -> str:
    """Traditional forms that engines give for simplified print, turned back; other characters stay."""
    return "".join(_FORMS.get(char, char) for char in text)


def folded(text: str) -> str:
    """A whole text folded, without spaces."""
    return "".join(fold(char) for char in text if not char.isspace())


def squeezed(pattern: str) -> str:
    """A label as it is compared: folded, no spaces, no colon at the end."""
    return re.sub(r"[::]+$", "", folded(pattern))
