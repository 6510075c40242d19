"""`manage.py draw_samples <folder>`: sample papers with a truth.json beside them."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ocr.samples.draw import Quality, digital_materials, draw_sample, sample_materials


class Command(BaseCommand):
    """Writes <material>-<quality>-<seed>.<suffix>."""

    help = "Draw sample papers of fictional people into a folder, with their truth in truth.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--material", action="append", choices=sample_materials(), help="repeat for several")
        parser.add_argument("--count", type=int, default=1, help="papers of each material and quality")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        truth: dict[str, Any] = {}
        qualities: tuple[Quality, ...] = ("scan", "phone", "pdf")
        for material in options["material"] or sample_materials():
            for quality in qualities:
                if quality == "pdf" and material not in digital_materials():
                    continue
                for seed in range(options["seed"], options["seed"] + options["count"]):
                    sample = draw_sample(material, {}, quality, seed)
                    name = f"{material}-{quality}-{seed}{sample.suffix}"
                    (folder / name).write_bytes(sample.data)
                    truth[name] = {"material": material, "values": dict(sample.truth.values)}
        (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stdout.write(f"{len(truth)} papers in {folder}")
