"""Papers of no kind that the reader knows, some of which speak of those that it knows."""

from random import Random

from ocr.samples import fiction
from ocr.samples.sheet import Sheet

# A paper is a title (or -) and lines; a blank line parts two papers.
_PAPERS = """
菜　单
青椒肉丝 28元
番茄炒蛋 18元
酸辣土豆丝 16元
今日特价：牛肉面 15元

通　知
各商户：
请于本月二十日前携带营业执照、食品经营许可证和法定代表人居民身份证复印件到市场管理办公室办理登记，逾期不再受理。
特此通知。

毕业证书
学生林晓岚，性别女，一九九八年三月六日生，于二〇一六年九月至二〇二〇年六月
在本校会计学专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。
校名：云州大学　校（院）长：何柏川
证书编号：999901202005001234

中华人民共和国机动车驾驶证
证号 990102198507160015
姓名 周启明　性别 男　国籍 中国
住址 云州市云东区滨江路18号
出生日期 1985-07-16
初次领证日期 2010-05-20
准驾车型 C1
有效期限 2020-05-20至2030-05-20

云州增值税普通发票
购买方 名称：云州青禾餐饮管理有限公司
纳税人识别号：91990102MA0B1C2D3X
货物或应税劳务名称　规格型号　单位　数量　单价　金额
*餐饮服务*餐费　次　1　1000.00　1000.00
价税合计（大写）壹仟元整　（小写）¥1000.00
销售方 名称：云州老罗商贸有限公司

-
G1234 云州东站 → 海门站
2026年05月06日 08:15开
05车12A号 二等座
¥128.5元
9901021985****0015 周启明

云州市自来水有限公司缴费通知单
用户编号 00123456
本期用水 18 吨
应缴金额 64.80 元
缴费期限 2026年6月30日前

办事指南
一、申请人应当提交下列材料：
1. 营业执照复印件；2. 房屋租赁合同或者不动产权证书；
3. 从业人员健康证明；4. 法定代表人居民身份证。
二、办理时限：二十个工作日。

致家长的一封信
尊敬的家长：
新学期开始了，请您为孩子准备好户口簿、出生医学证明和疫苗接种本，于九月一日到校报到。祝您生活愉快！
云州市第一小学

-
"""


def draw(rng: Random) -> Sheet:
    """One of them on A4, or a sheet with nothing on it."""
    title, *lines = rng.choice(_PAPERS.strip().split("\n\n")).splitlines()
    sheet = Sheet(210, 297, dpi=220)
    if title != "-":
        sheet.centred(30, title, 9, font="serif-bold")
    y = 60.0
    for line in lines:
        y = sheet.wrapped(24, y, line, 5, 160, font=rng.choice(("serif", "sans"))) + 4
    if lines and rng.random() < 0.4:
        sheet.seal(150, y + 20, 18, fiction.company(rng))
    return sheet
