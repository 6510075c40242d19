"""Cuts texts into what is searched by: pairs of Chinese characters, and words in Latin letters; pure."""

import re
import unicodedata

HAN_RUN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U000323AF]+")
WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
# What people wrap their question in; it stands in every title's neighbourhood and says nothing.
CHATTER = re.compile(
    r"我想要?|我要|想要|请问|怎么样?|如何|怎样|哪里|哪儿|什么|需要|可以|能不能|办理|申请|咨询|一下|[吗呢吧啊]"
)


def plain(text: str) -> str:
    """NFKC in lower case: full-width and capital letters are the same word."""
    return unicodedata.normalize("NFKC", text).lower()


def pairs(text: str) -> list[str]:
    """Neighbouring characters of every Chinese run, in order; a run of one gives itself."""
    # Pairs need no dictionary, and find as much as a word cutter does.
    runs = HAN_RUN.findall(plain(text))
    return [run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1))]


def singles(text: str) -> list[str]:
    """Each Chinese character."""
    return [character for run in HAN_RUN.findall(plain(text)) for character in run]


def latin(text: str) -> list[str]:
    """Words in Latin letters and digits."""
    return WORD.findall(plain(text))


def question(text: str) -> str:
    """A query without the words that people wrap it in; the query itself where nothing else is left."""
    return " ".join(CHATTER.sub(" ", plain(text)).split()) or plain(text)
