"""Names of persons as the civil register writes them: NFC, and one interpunct, U+00B7."""

import re
import unicodedata

from ocr.validators.unfit import Unfit

# Han of every plane, with 〇 (which Unicode counts as a number) and the compatibility block.
HAN = r"〇㐀-䶿一-鿿豈-﫿\U00020000-\U000323AF"
_DOTS = "•‧・･⋅∙．.●"
_CHINESE = re.compile(f"[{HAN}]{{1,25}}(?:·[{HAN}]{{1,25}})*")
_FOREIGN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’ ,.\-]{1,79}")


def normalise_name(text: str) -> str:
    """NFC; spaces between Han go, and any dot between Han becomes the interpunct."""
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    name = re.sub(f"(?<=[{HAN}]) ?[{_DOTS}·] ?(?=[{HAN}])", "·", name)
    return re.sub(f"(?<=[{HAN}·]) (?=[{HAN}·])", "", name)


def person_name(text: str) -> str:
    """The normalised name. Code of Unfit: name. A missing interpunct cannot be seen here and is not repaired."""
    name = normalise_name(text)
    if not (_CHINESE.fullmatch(name) or _FOREIGN.fullmatch(name)):
        raise Unfit("name")
    return name
