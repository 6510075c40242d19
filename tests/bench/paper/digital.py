"""Born-digital PDFs: pages a second from the text layer, rendering in the child included."""

import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from ocr.engines.choice import chosen
from ocr.intake import sandbox
from ocr.pages.picture import PageImage, layer_of
from ocr.reading import read_page
from ocr.samples.draw import draw_sample
from tests.bench.paper.figures import verdicts


def figures(folder: Path, seed: int, engine: str, papers: int = 20) -> str:
    """Leases of a page each, in one process: rendered by the child, then read."""
    reader, right, fields, rendering, reading = chosen(engine), 0, 0, 0.0, 0.0
    for number in range(papers + 1):
        sample = draw_sample("lease_contract", {}, "pdf", seed * 1000 + number)
        started = time.perf_counter()
        page = _rendered(sample.data, folder)
        between = time.perf_counter()
        found = read_page(page, reader)
        done = time.perf_counter()
        if not number:
            continue  # the first one loads what the others find
        rendering, reading = rendering + between - started, reading + done - between
        each = verdicts(sample.truth.values, found.papers[0].fields)
        right, fields = right + sum(one.right for one in each), fields + len(each)
    return (
        f"{papers / reading:.1f} pages/s read in one process, {papers / (rendering + reading):.1f} with a new child for"
        f" each file; {right} of {fields} fields right"
    )


def _rendered(data: bytes, folder: Path) -> PageImage:
    """The first page as the store would give it."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "paper.pdf"
        path.write_bytes(data)
        sandbox.run("render", path, "application/pdf", Path(place))
        with Image.open(Path(place) / "page-1.jpg") as image:
            return PageImage(np.asarray(image.convert("RGB")), layer_of(Path(place) / "page-1.json"))
