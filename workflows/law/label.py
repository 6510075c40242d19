"""A text in the two languages that every citizen may choose between."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """One text, said in Chinese and in English; the Chinese is the one that binds."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """The text for a language tag such as `zh-hans` or `en-gb`; Chinese for every tag that is not English."""
        return self.en if language.lower().startswith("en") else self.zh
