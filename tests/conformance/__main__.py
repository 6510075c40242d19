"""`make conformance CONFORMANCE=DIR`: a line a suite, and each failure by its name."""

import os
import sys
from pathlib import Path

from tests.conformance import suites
from workflows.registry import discover

FOLDERLESS = "No folder of cases is given: make conformance CONFORMANCE=DIR runs those that lie in DIR."


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")


def run(folder: Path) -> int:
    """Judge every case of every suite; 1 where one fails, 2 where the folder holds none at all."""
    known, failed, judged = discover(suites), 0, 0
    for code, suite in known.items():
        verdicts = [(probe.name, probe.wrong()) for probe in suite.probes(folder)]
        wrong = [(name, fault) for name, fault in verdicts if fault]
        for name, fault in wrong:
            tell(f"FAILED {code} {name}: {fault}")
        if verdicts:
            tell(f"{code}: {len(verdicts) - len(wrong)}/{len(verdicts)}")
        failed, judged = failed + len(wrong), judged + len(verdicts)
    if not judged:
        tell(f"{folder} holds no cases of {', '.join(known)}.")
        return 2
    return int(failed > 0)


def main(words: list[str]) -> int:
    """The folder is the first word, else what CONFORMANCE names; with none of them there is nothing to do."""
    name = words[0] if words else os.environ.get("CONFORMANCE", "")
    if not name:
        tell(FOLDERLESS)
        return 0
    return run(Path(name))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
