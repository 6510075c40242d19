"""Finding service items by what people say, in Chinese and English, with synonyms that clerks edit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from workflows.catalogue.item import Item
from workflows.catalogue.models import Synonym
from workflows.catalogue.words import latin, pairs, plain, question, singles
from workflows.law.label import Label

MAX_QUERY_CHARS = 200
SYNONYM_SHARE = 0.7
"""How much a word counts that only a synonym brought in, beside one that was typed."""
INDEX = """
UPDATE workflows_serviceitem SET search =
    setweight(to_tsvector('simple', %(title_zh)s) || to_tsvector('english', %(title_en)s), 'A') ||
    setweight(to_tsvector('simple', %(keywords_zh)s) || to_tsvector('english', %(keywords_en)s), 'B') ||
    setweight(to_tsvector('simple', %(summary_zh)s) || to_tsvector('english', %(summary_en)s), 'C') ||
    setweight(to_tsvector('simple', %(singles)s), 'D')
WHERE code = %(code)s
"""
SEARCH = """
WITH query AS (
    SELECT to_tsquery('simple', %(typed_zh)s) || websearch_to_tsquery('english', %(typed_en)s) AS typed,
           to_tsquery('simple', %(meant_zh)s) || websearch_to_tsquery('english', %(meant_en)s) AS meant
)
SELECT code, title_zh, title_en, summary_zh, summary_en, body,
       ts_rank(search, typed) + %(share)s * ts_rank(search, meant) AS score
FROM workflows_serviceitem, query
WHERE is_offered AND search @@ (typed || meant)
ORDER BY score DESC, code LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Hit:
    """A service item that a query found."""

    code: str
    title: Label
    summary: Label
    body: str
    score: float
    """Only good for comparing hits of one query."""


def search(text: str, limit: int = 20) -> list[Hit]:
    """The items for a query in either language, best first; nothing for a query that holds no word."""
    # Synonyms look at the whole question: 我想开公司 may be one, and its wrapping is part of it.
    asked = question(text[:MAX_QUERY_CHARS])
    meant = " ".join(means(text[:MAX_QUERY_CHARS]))
    with connection.cursor() as cursor:
        cursor.execute(
            SEARCH,
            {
                "typed_zh": _any(pairs(asked)),
                "typed_en": _either(latin(asked)),
                "meant_zh": _any(pairs(meant)),
                "meant_en": _either(latin(meant)),
                "share": SYNONYM_SHARE,
                "limit": limit,
            },
        )
        return [
            Hit(code, Label(title_zh, title_en), Label(summary_zh, summary_en), body, float(score))
            for code, title_zh, title_en, summary_zh, summary_en, body, score in cursor.fetchall()
        ]


def means(text: str) -> list[str]:
    """What the synonyms in `text` mean; Chinese terms are found anywhere, others as whole words."""
    whole = plain(text)
    words = f" {' '.join(latin(text))} "
    return [
        row.means
        for row in Synonym.objects.all()
        if (row.term.isascii() and f" {plain(row.term)} " in words)
        or (not row.term.isascii() and plain(row.term) in whole)
    ]


def index(item: Item) -> None:
    """Make `item` findable by its title first, then its keywords, then its summary."""
    keywords = " ".join(item.keywords)
    texts = {"title": (item.title.zh, item.title.en), "keywords": (keywords, keywords)}
    texts["summary"] = (item.summary.zh, item.summary.en)
    with connection.cursor() as cursor:
        cursor.execute(
            INDEX,
            {
                **{f"{name}_zh": " ".join(pairs(zh)) for name, (zh, _) in texts.items()},
                **{f"{name}_en": " ".join(latin(en)) for name, (_, en) in texts.items()},
                "singles": " ".join(singles(item.title.zh)),
                "code": item.code,
            },
        )


def seed_synonyms(synonyms: Mapping[str, str] | Iterable[tuple[str, str]]) -> int:
    """Add the synonyms that are not there yet, and say how many; what a clerk has edited stays."""
    rows = [Synonym(term=term, means=words) for term, words in dict(synonyms).items()]
    before = Synonym.objects.count()
    Synonym.objects.bulk_create(rows, ignore_conflicts=True)
    return Synonym.objects.count() - before


def _any(tokens: Iterable[str]) -> str:
    """A tsquery that any of the Chinese tokens satisfies; they hold no operator."""
    return " | ".join(dict.fromkeys(tokens))


def _either(words: Iterable[str]) -> str:
    """The same for PostgreSQL's web search syntax; quotes keep `or` from being read as an operator."""
    return " or ".join(f'"{word}"' for word in dict.fromkeys(words))
