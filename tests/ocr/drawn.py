"""Sample papers drawn once for all tests, since drawing costs more than most of them."""

from functools import cache

from ocr.samples.draw import Quality, Sample, draw_sample


@cache
def drawn(material: str, quality: Quality = "scan", seed: int = 61) -> Sample:
    """The sample of that seed."""
    return draw_sample(material, {}, quality, seed)
