"""Speed of fact extraction, its growth with length, and peers where they are installed.

    python benchmarks/facts.py [--megabytes 20]

Peers that find numbers but bind none: jionlp (its money finder) and Recognizers-Text. They are
no dependencies; install them to see their rows.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace

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
    largest = parser.parse_args().megabytes * 1_000_000
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
