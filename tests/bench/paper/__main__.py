"""`python -m tests.bench.paper --papers 40 --seed 7`: draws papers at four levels, reads them, prints the tables."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from tests.bench.paper import digital, reader
from tests.bench.paper.ablation import STAGES
from tests.bench.paper.corpus import Page, tasks
from tests.bench.paper.figures import HEADING, Outcome, speed, total
from tests.bench.paper.levels import LEVELS, TITLES


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.paper", description=__doc__)
    parser.add_argument("--papers", type=int, default=40, help="papers of known kinds at each level")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", default="auto", choices=("auto", "rapid", "tesseract"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--ablation", type=int, default=0, help="pages read again without each stage")
    parser.add_argument("--level", action="append", choices=LEVELS, help="only this level; repeat for several")
    parser.add_argument("--material", action="append", help="only this kind; repeat for several")
    parser.add_argument("--misses", action="store_true", help="print each field that is not right")
    parser.add_argument("--keep", type=Path, help="keep the drawn pictures in this folder")
    return parser.parse_args()


def pool(processes: int, engine: str) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, get_context("spawn"), initializer=reader.ready, initargs=(engine,))


def drawn(chosen: argparse.Namespace, folder: Path) -> list[tuple[Page, Path]]:
    """All pages of the corpus as files; drawing happens before reading, in processes of its own."""
    levels, kinds = chosen.level or LEVELS, chosen.material
    wanted = [
        task for task in tasks(chosen.papers, chosen.seed)
        if task.level in levels and (not kinds or task.material in kinds)
    ]  # fmt: skip
    with pool(chosen.processes, "") as workers:
        return list(workers.map(reader.write, wanted, repeat(folder)))


def read(
    pages: list[tuple[Page, Path]], chosen: argparse.Namespace, workers: ProcessPoolExecutor, stage: str = ""
) -> list[Outcome]:
    files = ([page for page, _ in pages], [path for _, path in pages])
    return list(workers.map(reader.read_file, *files, repeat(chosen.engine), repeat(stage)))


def misses(outcomes: list[Outcome]) -> Iterator[str]:
    for page in outcomes:
        at = f"{page.task.level}-{page.task.number:05}-{page.task.material}"
        if page.kinds != page.expected or not page.upright:
            yield f"  {at}: kinds {page.kinds}, upright {page.upright}"
        for each in page.verdicts:
            if not each.right:
                yield f"  {at} {each.name}: {each.value!r} ({each.status}), it is {each.truth!r}"


def report(pages: list[tuple[Page, Path]], chosen: argparse.Namespace) -> None:
    with pool(chosen.processes, chosen.engine) as workers:
        outcomes = read(pages, chosen, workers)
        tell(HEADING)
        for level in LEVELS:
            if part := [each for each in outcomes if each.task.level == level]:
                tell(total(part).row(TITLES[level]))
        tell(total(outcomes).row("all"))
        if chosen.misses:
            tell("\n".join(misses(outcomes)))
        tell(f"\nSpeed: {speed(outcomes, chosen.processes)}")
        if chosen.ablation:
            ablate(pages, chosen, workers)


def ablate(pages: list[tuple[Page, Path]], chosen: argparse.Namespace, workers: ProcessPoolExecutor) -> None:
    """The same pages, spread over the levels, with all stages and then without each."""
    step = max(1, len(pages) // chosen.ablation)
    some = pages[::step][: chosen.ablation]
    tell(f"\nWithout a stage, {len(some)} pages\n{HEADING}")
    tell(total(read(some, chosen, workers)).row("all stages"))
    for stage in STAGES:
        tell(total(read(some, chosen, workers, stage)).row(f"without {stage}"))


def main() -> None:
    chosen = options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        pages = drawn(chosen, folder)
        tell(f"{chosen.papers} papers at each level and strangers, seed {chosen.seed}, engine {chosen.engine}")
        report(pages, chosen)
        if not chosen.level and not chosen.material:
            tell(f"Born-digital: {digital.figures(folder, chosen.seed, chosen.engine)}")


if __name__ == "__main__":
    main()
