"""`manage.py measure_ocr`: the table of fields right on drawn papers, by engine, material and quality."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ocr.engines.choice import chosen
from ocr.measure import HEADING, Score, measure
from ocr.samples.draw import Quality, sample_materials

_QUALITIES: tuple[Quality, ...] = ("scan", "phone")


class Command(BaseCommand):
    """Draws, reads and compares; writes nothing to the database."""

    help = "Measure how many fields of drawn papers are read right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", action="append", choices=("rapid", "tesseract"), help="repeat for several")
        parser.add_argument("--material", action="append", choices=sample_materials())
        parser.add_argument("--quality", action="append", choices=_QUALITIES)
        parser.add_argument("-n", "--count", type=int, default=10)
        parser.add_argument("--seed", type=int, default=1000)
        parser.add_argument("--misses", action="store_true", help="print each field that is not right")

    def handle(self, *args: Any, **options: Any) -> None:
        seeds = range(options["seed"], options["seed"] + options["count"])
        for code in options["engine"] or ("rapid", "tesseract"):
            engine = chosen(code)
            self.stdout.write(f"{code} {engine.version()}, seeds {seeds.start} to {seeds.stop - 1}\n{HEADING}")
            totals = {quality: Score() for quality in options["quality"] or _QUALITIES}
            for material in options["material"] or sample_materials():
                for quality, total in totals.items():
                    score = measure(engine, material, quality, seeds)
                    total.add(score)
                    self.stdout.write(score.row(f"{material}/{quality}"))
                    if options["misses"]:
                        self.stdout.write("\n".join(f"    {miss}" for miss in score.misses))
            for quality, total in totals.items():
                self.stdout.write(total.row(f"all/{quality}"))
