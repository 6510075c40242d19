"""The disposable child: decodes one untrusted file under hard limits and answers in JSON on stdout.

Run as a script, alone: `python -I decoder.py inspect|render <file> <media type> <folder>`. It imports nothing of ours.
"""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LIMIT_MEMORY = 512 * 1024 * 1024
LIMIT_CPU_SECONDS = {"inspect": 15, "render": 60}
LIMIT_PIXELS = 50_000_000
LIMIT_PAGES = 30
LIMIT_PT = 14_400
SHORTEST_PX = 64
RENDER_DPI = 200
LONGEST_PX = 3400
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/tiff": "TIFF"}


class Refusal(Exception):
    """A code of ocr.values.REJECTIONS with its figures."""

    def __init__(self, code: str, **params: int | str) -> None:
        super().__init__(code)
        self.answer = {"code": code, "params": params}


def limit(job: str) -> None:
    """From here on the kernel holds the limits, whatever native code does."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_MEMORY, LIMIT_MEMORY))
    cpu = LIMIT_CPU_SECONDS[job]
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024 * 1024, 64 * 1024 * 1024))


def frames(path: str, media_type: str) -> Iterator[Any]:
    """Every page of a picture, its size checked from the header before a pixel is decoded."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the check below is stricter and has an answer of its own
    with Image.open(path, formats=[FORMATS[media_type]]) as image:
        count = getattr(image, "n_frames", 1) if media_type == "image/tiff" else 1
        if count > LIMIT_PAGES:
            raise Refusal("too_many_pages", pages=count, limit_pages=LIMIT_PAGES)
        for index in range(count):
            image.seek(index)
            width, height = image.size
            if width * height > LIMIT_PIXELS:
                raise Refusal("too_many_pixels", pixels=width * height, limit_pixels=LIMIT_PIXELS)
            if min(width, height) < SHORTEST_PX:
                raise Refusal("too_small", short_px=min(width, height), limit_px=SHORTEST_PX)
            yield image


def upright(image: Any) -> Any:
    """The picture as RGB with its EXIF orientation applied and nothing else of its metadata."""
    from PIL import Image, ImageOps

    image.draft("RGB", (LONGEST_PX, LONGEST_PX))
    image.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS, reducing_gap=2.0)
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        paper = Image.new("RGBA", turned.size, (255, 255, 255, 255))
        turned = Image.alpha_composite(paper, turned)
    if turned.mode.startswith("I;16"):
        turned = turned.point(lambda value: value / 256).convert("L")
    return turned.convert("RGB")


def pdf(path: str) -> Any:
    """The opened PDF, its number of pages and their sizes checked."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Refusal("encrypted" if "assword" in str(error) else "not_readable") from error
    if not len(document):
        raise Refusal("not_readable")
    if len(document) > LIMIT_PAGES:
        raise Refusal("too_many_pages", pages=len(document), limit_pages=LIMIT_PAGES)
    for index in range(len(document)):
        longest = max(document.get_page_size(index))
        if longest > LIMIT_PT:
            raise Refusal("page_too_big", side_pt=round(longest), limit_pt=LIMIT_PT)
    return document


def inspect(path: str, media_type: str, folder: Path) -> dict[str, Any]:
    """Decodes everything once, keeps nothing: {"pages": n}."""
    if media_type == "application/pdf":
        document = pdf(path)
        for index in range(len(document)):
            document[index].get_size()
        return {"pages": len(document)}
    pages = 0
    for image in frames(path, media_type):
        image.load()
        pages += 1
    return {"pages": pages}


def render(path: str, media_type: str, folder: Path) -> dict[str, Any]:
    """Writes page-<n>.jpg, and page-<n>.json with the text layer of a PDF, into `folder`."""
    pages = 0
    if media_type == "application/pdf":
        document = pdf(path)
        for index in range(len(document)):
            pages += 1
            page = document[index]
            scale = min(RENDER_DPI / 72, LONGEST_PX / max(page.get_size()))
            image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
            image.save(folder / f"page-{pages}.jpg", quality=95, subsampling=0)
            (folder / f"page-{pages}.json").write_text(json.dumps(layer(page, scale)), encoding="utf-8")
        return {"pages": pages}
    for image in frames(path, media_type):
        pages += 1
        upright(image.copy() if media_type == "image/tiff" else image).save(
            folder / f"page-{pages}.jpg", quality=95, subsampling=0
        )
    return {"pages": pages}


def layer(page: Any, scale: float) -> list[dict[str, Any]]:
    """The page's text layer, one entry a line: {"text", "box": [left, top, right, bottom] in rendered pixels}."""
    lines: list[dict[str, Any]] = []
    if renamed(page):
        return lines
    textpage, height = page.get_textpage(), page.get_height()
    for index in range(min(textpage.count_chars(), 20_000)):
        char = textpage.get_text_range(index, 1)
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        if not char.strip() or char == "\ufffe":
            continue
        box = [left * scale, (height - top) * scale, right * scale, (height - bottom) * scale]
        last = lines[-1]["box"] if lines else None
        size = box[3] - box[1]
        if last and abs(last[1] + last[3] - box[1] - box[3]) < size and -size < box[0] - last[2] < size * 0.8:
            lines[-1]["text"] += char
            lines[-1]["box"] = [min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])]
        else:
            lines.append({"text": char, "box": box})
    return lines


def renamed(page: Any) -> bool:
    """Whether marks on the page are said to mean another text (ActualText); such a layer is worth nothing."""
    from ctypes import byref, c_ulong, c_ushort

    import pypdfium2.raw as pdfium

    key, length = (c_ushort * 32)(), c_ulong()
    for found in page.get_objects(max_depth=8):
        for number in range(pdfium.FPDFPageObj_CountMarks(found.raw)):
            mark = pdfium.FPDFPageObj_GetMark(found.raw, number)
            for param in range(pdfium.FPDFPageObjMark_CountParams(mark)):
                pdfium.FPDFPageObjMark_GetParamKey(mark, param, key, 64, byref(length))
                if bytes(key)[: length.value].decode("utf-16-le", "ignore").rstrip("\0") == "ActualText":
                    return True
    return False


def main(job: str, path: str, media_type: str, folder: str) -> None:
    """Prints one JSON object: the job's result, or {"refused": {code, params}}."""
    limit(job)
    try:
        answer = {"inspect": inspect, "render": render}[job](path, media_type, Path(folder))
    except Refusal as refusal:
        answer = {"refused": refusal.answer}
    except MemoryError:
        answer = {"refused": {"code": "too_costly", "params": {}}}
    except Exception:  # whatever a decoder raises on broken bytes, the answer is the same
        answer = {"refused": {"code": "not_readable", "params": {}}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:5])
