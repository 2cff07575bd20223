"""What it costs to read every quantity of a report and not only its facts.

    python benchmarks/quantities.py [REPORT ...]

Without reports it reads the five documents. A line a document: seconds of the reading alone for its
facts, for quantities and facts in one pass, and their ratio; texts are cleaned before the clock
starts. Last come the commands as a user types them, `hz facts` and `hz quantities` in turn, with
start, files and output: their ratio may be `BAR` at most, else the program ends with 1. The best of
some turns counts, in processor time.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hzlib.extraction.facts import extract
from hzlib.extraction.stated import stated
from hzlib.text.corpus import Document, documents, read_all

BAR = 1.5
TURNS = 5


def spent(read: Callable[[Document], object], document: Document, turn: int) -> float:
    """Return the processor time that one reading of a cleaned text takes."""
    # Under a name of its own nothing of it is remembered, its outline neither.
    fresh = replace(document, id=f"{document.id} {read.__name__} {turn}")
    _ = fresh.text
    start = time.process_time()
    read(fresh)
    return time.process_time() - start


def best(document: Document) -> tuple[float, float]:
    """Return the least time for the facts alone, and for the quantities with the facts."""
    # Turn by turn, so that a busy machine slows both.
    turns = [[spent(read, document, turn) for read in (extract, stated)] for turn in range(TURNS)]
    alone, together = map(min, zip(*turns, strict=True))
    return alone, together


def command(name: str, files: list[Path]) -> float:
    """Return the processor time of a command of its own process."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = "from hzlib.cli import main; main()"
    subprocess.run(
        [sys.executable, "-c", program, name, "--format", "jsonl", *map(str, files)],
        stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


def main() -> int:
    """Print the table; return 1 if the ratio of the commands is above the bar."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", nargs="*", type=Path)
    files = parser.parse_args().reports
    read = [one for file in files for one in read_all(file)] if files else documents()
    best(read[0])  # warm: what is made once a process is not what is measured
    print(f"{'text':<34}{'characters':>12}{'facts, s':>10}{'both, s':>10}{'ratio':>8}")
    sums = [0.0, 0.0]
    for document in read:
        alone, together = best(document)
        sums = [sums[0] + alone, sums[1] + together]
        print(f"{document.id:<34}{len(document.text):>12}{alone:>10.3f}{together:>10.3f}"
              f"{together / alone:>8.2f}")  # fmt: skip
    print(f"{'all':<46}{sums[0]:>10.3f}{sums[1]:>10.3f}{sums[1] / sums[0]:>8.2f}")
    turns = [[command(name, files) for name in ("facts", "quantities")] for _ in range(TURNS)]
    alone, together = map(min, zip(*turns, strict=True))
    ratio = together / alone
    print(f"{'hz facts, hz quantities':<46}{alone:>10.3f}{together:>10.3f}{ratio:>8.2f}"
          f"  (at most {BAR})")  # fmt: skip
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
