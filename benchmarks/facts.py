"""Speed of fact extraction, its growth with length, and peers where they are installed.

    python benchmarks/facts.py [--megabytes 20]
    python benchmarks/facts.py --reports REPORT... [--against FOLDER]

With reports: how fast one core reads and extracts them, and how long `hz facts` takes for all with
one and with two processes; turn by turn with another copy of the project, where one is named.
Without reports, also peers that find numbers but bind none: jionlp (its money finder) and
Recognizers-Text. They are no dependencies; install them to see their rows.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hzlib.extraction.facts import extract
from hzlib.text.corpus import Document, documents

HOSTILE = {
    "digits": "1234567890",
    "分别": "分别",
    "name and number": "生产总值5亿元",
    "commas, no full stop": "生产总值增长5%，固定资产投资增长6%，",
    "brackets": "（（（（（",
    "joined names": "生产总值、固定资产投资和",
}


TURNS = 3
READ = """
import sys, time
from hzlib.extraction.facts import extract
from hzlib.text.corpus import load, read_all
extract(load("hangzhou-fyp15")), extract(load("hangzhou-gwr-2023"))
size = spent = 0
for path in sys.argv[1:]:
    start = time.process_time()
    reports = read_all(path)
    for report in reports:
        extract(report)
    spent += time.process_time() - start
    size += sum(len(report.raw) for report in reports)
print(size / spent)
"""
COMMAND = "import os; os.cpu_count = lambda: {}; from hzlib.cli import main; main()"


def run(copy: Path, code: str, *arguments: str) -> str:
    """Return what some code prints with a copy of the project."""
    command = [sys.executable, "-P", "-c", code, *arguments]
    environment = os.environ | {"PYTHONPATH": str(copy)}
    return subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    ).stdout.decode()


def compared(reports: list[str], copies: list[Path]) -> None:
    """Print how fast copies of the project read reports, the best of some turns."""
    rates: dict[Path, list[float]] = {copy: [] for copy in copies}
    spent: dict[tuple[int, Path], list[float]] = {(n, copy): [] for n in (1, 2) for copy in copies}
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder) / "facts.csv")
        for copy in copies * TURNS:
            rates[copy].append(float(run(copy, READ, *reports)) / 1e6)
            for count in (1, 2):
                start = time.perf_counter()
                run(copy, COMMAND.format(count), "facts", *reports, "-o", output)
                spent[count, copy].append(time.perf_counter() - start)
    for copy, found in rates.items():
        print(f"{'M characters/s, one core':<34}{max(found):>10.2f}  {copy}")
    for (count, copy), found in spent.items():
        print(f"{f's, {len(reports)} files, processes: {count}':<34}{min(found):>10.2f}  {copy}")


def speed(document: Document) -> tuple[float, int]:
    """Return million characters a second, and the number of facts, of one extraction."""
    length = len(document.text)
    start = time.process_time()
    found = len(extract(document))
    return length / (time.process_time() - start) / 1e6, found


def grown(text: str, size: int) -> Document:
    """Return a document of a size in characters, made by repeating a text."""
    raw = (text * (size // len(text) + 1))[:size]
    return replace(documents()[1], id="grown", raw=raw)


def peers() -> dict[str, Callable[[str], object]]:
    """Return the peers that are installed."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        import jionlp

        found["jionlp money finder"] = jionlp.ner.extract_money
    except ImportError:
        print("jionlp: not installed")
    try:
        from recognizers_number_with_unit import Culture, recognize_currency

        found["Recognizers-Text currency"] = lambda text: recognize_currency(text, Culture.Chinese)
    except ImportError:
        print("Recognizers-Text: not installed")
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=20, help="size of the largest text")
    parser.add_argument("--reports", nargs="+", default=[], help="files to read")
    parser.add_argument("--against", type=Path, help="another copy of the project")
    given = parser.parse_args()
    if given.reports:
        copies = [Path(__file__).parent.parent, given.against]
        compared(list(map(os.path.abspath, given.reports)), [copy for copy in copies if copy])
        return
    largest = given.megabytes * 1_000_000
    own = documents()
    for document in own:
        document.text, extract(document)  # warm: cleaning and tables are not what is measured
    print(f"{'text':<34}{'characters':>12}{'M chars/s':>11}{'facts':>8}")
    for document in own:
        rate, count = speed(document)
        print(f"{document.id:<34}{len(document.text):>12}{rate:>11.2f}{count:>8}")
    whole = "\n".join(document.raw for document in own)
    for size in (200_000, 2_000_000, largest // 3):
        document = grown(whole, size)
        rate, count = speed(document)
        print(f"{'the five, repeated':<34}{size:>12}{rate:>11.2f}{count:>8}")
    for name, text in HOSTILE.items():
        for size in (100_000, 1_000_000):
            rate, count = speed(grown(text, size))
            print(f"{'hostile: ' + name:<34}{size:>12}{rate:>11.2f}{count:>8}")
    sample = own[1].raw
    for name, find in peers().items():
        find(sample[:200])
        start = time.process_time()
        find(sample)
        print(
            f"{name:<34}{len(sample):>12}{len(sample) / (time.process_time() - start) / 1e6:>11.2f}"
        )


if __name__ == "__main__":
    main()
