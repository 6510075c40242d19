"""People find the service they mean by what they say, in Chinese and in English."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflows.catalogue.samples import FOLDER, SERVICE, SHIPPED
from workflows.actor import SYSTEM
from workflows.catalogue.located import read_yaml
from workflows.catalogue.models import ServiceItem, Synonym
from workflows.catalogue.pack import Pack
from workflows.catalogue.publish import publish
from workflows.catalogue.search import search, seed_synonyms
from workflows.catalogue.words import pairs, question

pytestmark = pytest.mark.django_db
CITY = read_yaml("city.yaml", (FOLDER.parent / "city.yaml").read_bytes()).data
# Code, Chinese and English title, keywords of each.
OTHERS = [
    ("company_setup", "公司设立登记", "Company registration", "有限责任公司 营业执照", "business licence"),
    ("newborn", "新生儿出生一件事", "Newborn registration", "出生登记 户口 预防接种", "birth certificate"),
    ("senior_card", "老年人优待证", "Senior card", "老年人 免费乘车", "elderly discount"),
    ("residence", "居住证申领", "Residence permit", "流动人口 暂住", "migrant registration"),
    ("living_allowance", "最低生活保障审核确认", "Minimum living allowance", "低收入 困难家庭", "social assistance"),
    ("construction", "建筑工程施工许可", "Construction permit", "工地 开工 房屋建筑", "building works"),
    ("hotline", "城市管理投诉举报", "City complaint", "噪声 占道", "noise report"),
    ("road_damage", "城市道路破损修复", "Road damage repair", "道路 路面", "street defects"),
]


def another(code: str, zh: str, en: str, keywords_zh: str, keywords_en: str) -> Pack:
    """A fictional pack: the route of the shipped one under another title."""
    text = SHIPPED.files[SERVICE].decode()
    head, tail = text[: text.index("title:")], text[text.index("body: amr") :]
    before, after = tail[: tail.index("keywords:")], tail[tail.index("conditions:") :]
    summary = f"summary: {{zh: 办理{zh}。, en: Apply for {en.lower()}.}}"
    keywords = f"keywords: {{zh: [{', '.join(keywords_zh.split())}], en: [{keywords_en}]}}"
    written = f"{head}title: {{zh: {zh}, en: {en}}}\n{summary}\n{before}{keywords}\n{after}"
    return Pack({**SHIPPED.files, SERVICE: written.replace("code: food_permit", f"code: {code}", 1).encode()})


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    """Nine items and the synonyms of the demo city, published once; each test rolls back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        for pack in (SHIPPED, *(another(*row) for row in OTHERS)):
            publish(pack, SYSTEM)
        seed_synonyms(CITY["synonyms"])
        yield
        transaction.set_rollback(True)


def first(text: str) -> str:
    """Code of the best hit; empty for none."""
    return next((hit.code for hit in search(text)), "")


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我想开面馆", "food_permit"), ("open a restaurant", "food_permit"), ("开个火锅店要办什么", "food_permit"),
        ("食品经营许可", "food_permit"), ("Noodle shop", "food_permit"), ("food permit", "food_permit"),
        ("卫生许可证怎么办", "food_permit"), ("奶茶店", "food_permit"), ("restaurants", "food_permit"),
        ("我要开公司", "company_setup"), ("register a company", "company_setup"), ("给孩子上户口", "newborn"),
        ("birth certificate", "newborn"), ("老年证", "senior_card"), ("bus pass for my father", "senior_card"),
        ("居住证", "residence"), ("低保怎么申请", "living_allowance"), ("施工许可", "construction"),
        ("楼上噪音投诉", "hotline"), ("pothole", "road_damage"), ("路面有坑", "road_damage"),
    ],
)  # fmt: skip
def test_what_people_say_leads_to_what_they_mean(said, meant):
    assert first(said) == meant


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    "said", ["", "   ", "?!", "的", "zzzz", "'; DROP TABLE", "& | ! ( ) :*", "\x00", 'OR or "', "👍"]
)
def test_a_query_without_a_word_of_the_catalogue_finds_nothing_and_breaks_nothing(said):
    assert search(said) == []


@pytest.mark.usefixtures("catalogue")
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400))
def test_no_query_breaks_the_search(said):
    search(said)


@pytest.mark.usefixtures("catalogue")
def test_a_hit_carries_its_title_in_both_languages_and_its_body():
    hit = search("面馆")[0]
    assert (hit.title.zh, hit.title.en, hit.body) == ("食品经营许可（新办）", "Food operation permit (new)", "amr")


@pytest.mark.usefixtures("catalogue")
def test_a_clerk_who_adds_a_synonym_is_obeyed_at_once():
    assert first("开个煎饼摊") != "food_permit"
    Synonym.objects.create(term="煎饼", means="食品经营")
    assert first("开个煎饼摊") == "food_permit"


@pytest.mark.usefixtures("catalogue")
def test_seeding_again_keeps_what_a_clerk_has_edited():
    Synonym.objects.filter(term="面馆").update(means="公司设立登记")
    assert seed_synonyms(CITY["synonyms"]) == 0
    assert first("面馆") == "company_setup"


@pytest.mark.usefixtures("catalogue")
def test_an_item_that_is_not_offered_is_not_found():
    ServiceItem.objects.filter(code="food_permit").update(is_offered=False)
    assert "food_permit" not in {hit.code for hit in search("食品经营许可")}


def test_chinese_is_cut_into_pairs_and_questions_lose_their_wrapping():
    assert pairs("我想开面馆") == ["我想", "想开", "开面", "面馆"]
    assert pairs("证 a 馆子") == ["证", "馆子"]
    assert question("我想开面馆") == "开面馆"
    assert question("怎么") == "怎么"
