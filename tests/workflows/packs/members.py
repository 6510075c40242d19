"""Three small items and the bundle that they make: registration, a food permit that needs it, a fire check."""

from workflows.actor import SYSTEM
from workflows.catalogue.draft import QUESTIONS, files
from workflows.catalogue.item import Item
from workflows.catalogue.pack import SHIPPED, TEXTS, Pack
from workflows.catalogue.publish import publish

BUNDLE = """format: onedoor-bundle/1
code: t_noodle_shop
kind: bundle
title: {zh: 开面馆一件事, en: Open a noodle shop}
summary: {zh: 一次申请，分别决定。, en: "One application, several decisions."}
body: dsb
codes: {basic: "990199990009", type: "20"}
level: 4
identity_level: 2
audience: [natural_person]
channels: [web, hall, api]
keywords: {zh: [面馆一件事], en: [noodle shop bundle]}
conditions:
  - {zh: 有经营场所。, en: You have premises.}
bases:
  - {law: {zh: 中华人民共和国行政许可法, en: Administrative Licensing Law}, article: "26"}
groups:
  - {code: situation, label: {zh: 您的情形, en: Your situation}}
fields:
  - {code: has_licence, group: situation, type: boolean, required: true, label: {zh: 已有执照, en: Licence}}
  - {code: area, group: situation, type: decimal, required: true, min: 6, label: {zh: 面积, en: Floor area}}
members:
  - item: t_registration
    when: not(has_licence)
    fields: {name_of_shop: shop_name}
  - item: t_food
    needs:
      - {member: t_registration, gives: {uscc: uscc, certificate_number: licence_number}, paper: licence}
  - item: t_fire
    when: area >= 50
visits:
  - {code: premises, label: {zh: 一同勘验, en: One visit together}, steps: {t_food: site_visit, t_fire: site_visit}}
"""
SHOP = "  - {code: %s, group: matter, type: text, required: true, max: 60, label: {zh: 店名, en: Name of the shop}}\n"
USCC = "  - {code: uscc, group: matter, type: uscc, required: true, label: {zh: 统一社会信用代码, en: Credit code}}\n"
NUMBER = "  - {code: licence_number, group: matter, type: text, label: {zh: 执照编号, en: Number of the licence}}\n"
LICENCE = """  - code: licence
    label: {zh: 营业执照, en: Business licence}
    material: business_licence
    why: {zh: 证明主体资格。, en: Shows that you may trade.}
    required: true
    prefill: {name: shop_name, uscc: uscc}
"""
ITEMS: dict[str, dict[str, str]] = {
    "t_registration": {"title_zh": "设立登记", "title_en": "Registration", "body": "amr", "visit": "no"},
    "t_food": {"title_zh": "食品许可", "title_en": "Food permit", "body": "amr", "visit": "yes"},
    "t_fire": {"title_zh": "消防检查", "title_en": "Fire check", "body": "fire", "visit": "yes"},
}


def member(code: str) -> Pack:
    """One item as a pack."""
    answers = {one.name: one.usual for one in QUESTIONS} | {"code": code, "desk": "dsb"} | ITEMS[code]
    for name, usual in answers.items():
        answers[name] = usual.format(**answers)
    text = files(answers)
    service = text["service.yaml"]
    fields = {"t_registration": SHOP % "name_of_shop" + USCC, "t_food": SHOP % "shop_name" + USCC + NUMBER}
    service = service.replace("account: {", fields.get(code, "") + "account: {", 1)
    if code == "t_registration":
        # The registrar assigns the code with the grant.
        service = service.replace("kind: decide\n", "kind: decide\n    gives: [uscc]\n", 1)
        service = service.replace(
            "field: holder_name}]", "field: holder_name}, {label: {zh: 代码, en: Code}, field: uscc}]"
        )
    if code == "t_food":
        service = service.replace("\nlimits:", LICENCE + "\nlimits:", 1)
    found = {path: content.encode() for path, content in (text | {"service.yaml": service}).items()}
    texts = {f"documents/{path.name}": path.read_bytes() for path in (SHIPPED / TEXTS / "licence").glob("*.html")}
    return Pack(texts | found)


def bundle(old: str = "", new: str = "", scenarios: str = "[]") -> Pack:
    """The bundle, with one text replaced."""
    assert old in BUNDLE, old
    return Pack({"bundle.yaml": BUNDLE.replace(old, new, 1).encode(), "scenarios.yaml": scenarios.encode()})


def item_of_member(code: str) -> Item | None:
    """The members without a database."""
    from workflows.catalogue.build import compile_item

    return compile_item(member(code)) if code in ITEMS else None


def publish_all() -> None:
    """All four, members first."""
    for code in ITEMS:
        publish(member(code), SYSTEM)
    publish(bundle(), SYSTEM)
