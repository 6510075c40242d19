"""Makes up people, bodies, places and sums of the fictional city 云州市, with check digits that hold."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ocr.validators import organisation_check, resident_id_check, uscc_check

DISTRICTS = {"990102": "云东区", "990103": "云西区", "990104": "云港区"}
_STREETS = (
    "望江街道滨江路",
    "青石街道石桥里",
    "海门街道港前大道",
    "望江街道柳荫巷",
    "青石街道文昌路",
    "海门街道渔歌街",
)
SURNAMES = "林周吴陈何孙刘高郑马唐罗赵钱冯蒋沈韩杨朱许吕张曹严魏陶姜谢邹窦章苏潘葛范彭鲁韦苗方任袁柳"
GIVEN = "晓岚启明佳宁柏川秀英国栋小雨桂兰文博海燕骏若溪建业思远雅琴志强婉清子涵浩然雪梅永康慧敏俊杰丽娟"
MINORITY = ("阿依古丽·买买提", "古丽娜尔·艾合买提", "买买提江·吐尔逊", "扎西·次仁", "努尔兰·哈布力")
MINORITIES = ("维吾尔", "维吾尔", "维吾尔", "藏", "哈萨克")
_SHOPS = ("青禾", "老罗", "望江楼", "轻舟", "石桥", "小满", "云上", "拾味", "春和", "半山")
_TRADES = ("餐饮管理有限公司", "食品有限公司", "商贸有限公司", "科技有限公司")
_SCOPES = (
    "餐饮服务；食品销售；食品互联网销售",
    "餐饮管理；会议及展览服务；日用百货销售",
    "小餐饮；糕点类食品制售；饮品制售",
    "信息技术咨询服务；软件开发；计算机系统服务",
)
_SCOPE_TAIL = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def day(rng: Random, first: date, last: date) -> date:
    """A day from `first` to `last`."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def name_and_nation(rng: Random) -> tuple[str, str]:
    """A person's name and ethnic group (without 族); one in eight carries an interpunct."""
    if rng.random() < 0.125:
        index = rng.randrange(len(MINORITY))
        return MINORITY[index], MINORITIES[index]
    given = "".join(rng.sample(GIVEN, rng.choice((1, 2, 2, 2))))
    return rng.choice(SURNAMES) + given, rng.choice(("汉", "汉", "汉", "回", "满", "壮", "土家", "蒙古"))


def id_number(rng: Random, born_on: date, sex: str) -> str:
    """A number of area 99xxxx for that birthday and sex."""
    order = rng.randrange(2, 98) * 10 + rng.choice((1, 3, 5, 7, 9) if sex == "男" else (0, 2, 4, 6, 8))
    first = f"{rng.choice(tuple(DISTRICTS))}{born_on:%Y%m%d}{order:03d}"
    return first + resident_id_check(first)


def credit_code(rng: Random, kind: str = "91") -> str:
    """A credit code of area 99xxxx whose inner organisation code checks too; `kind` 91 company, 92 individual."""
    body = "MA" + "".join(rng.choice(_USCC_ALPHABET) for _ in range(6))
    first = kind + rng.choice(tuple(DISTRICTS)) + body + organisation_check(body)
    return first + uscc_check(first)


def address(rng: Random) -> str:
    """A street address with house, floor and room."""
    district, street = rng.choice(tuple(DISTRICTS.values())), rng.choice(_STREETS)
    tail = rng.choice(("", f"{rng.randrange(1, 9)}栋{rng.randrange(1, 4)}单元{rng.randrange(101, 1899)}室",
                       f"{rng.randrange(1, 6)}层{rng.randrange(101, 699)}室"))  # fmt: skip
    return f"云州市{district}{street}{rng.randrange(1, 299)}号{tail}"


def company(rng: Random) -> str:
    """A company's full name."""
    return "云州" + rng.choice(_SHOPS) + rng.choice(_TRADES)


def shop(rng: Random) -> str:
    """The name of an individual's shop."""
    return f"云州市{rng.choice(tuple(DISTRICTS.values()))}{rng.choice(_SHOPS)}{rng.choice(('面馆', '小吃店', '餐馆'))}"


def scope(rng: Random) -> str:
    """A business scope, sometimes with the clause about permits."""
    return rng.choice(_SCOPES) + (_SCOPE_TAIL if rng.random() < 0.6 else "")


def money(rng: Random, low: int, high: int, step: int) -> Decimal:
    """Whole yuan between `low` and `high` in steps."""
    return Decimal(rng.randrange(low, high + 1, step)).quantize(Decimal("0.01"))


def written(day_: date) -> str:
    """2026年1月12日."""
    return f"{day_.year}年{day_.month}月{day_.day}日"
