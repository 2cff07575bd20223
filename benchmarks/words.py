"""How fast words are cut and counted, and in how much memory.

    python benchmarks/words.py                    the five documents with jieba, cut and counted
    python benchmarks/words.py --reports 10000    as many reports, made by resampling, with rjieba

A resampled report has as many sentences as one of the documents, drawn from all of them with
replacement; nothing is remembered from one to the next but the counts.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator

from hzlib.text.corpus import documents
from hzlib.text.outline import sentences
from hzlib.words.frequency import text_counts
from hzlib.words.segment import Segmenter, segmenter
from hzlib.words.tokens import Tokens, tokens


def resampled(number: int, seed: int = 1) -> Iterator[str]:
    """Yield reports made of sentences drawn from the documents."""
    chance = random.Random(seed)
    pool = [d.text[s.start : s.end] for d in documents() for s in sentences(d)]
    lengths = [len(sentences(document)) for document in documents()]
    for _ in range(number):
        yield "\n".join(chance.choices(pool, k=chance.choice(lengths)))


def memory() -> float:
    """Return the most memory that the process has held, in megabytes."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


class Timed:
    """Texts, with the processor time that making them took."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.texts, self.seconds = texts, 0.0

    def __iter__(self) -> Iterator[str]:
        while True:
            start = time.process_time()
            text = next(self.texts, None)
            self.seconds += time.process_time() - start
            if text is None:
                return
            yield text


def ours(engine: str) -> None:
    """Cut and count the five documents from scratch, five times."""
    texts = documents()
    for document in texts:
        _ = document.text
    best = float("inf")
    for _ in range(5):
        fresh = segmenter.__wrapped__(engine)
        start = time.perf_counter()
        found: list[Tokens] = [tokens(document, fresh) for document in texts]
        total = sum(len(one.counts) and len(one) for one in found)
        best = min(best, time.perf_counter() - start)
    characters = sum(len(document.text) for document in texts)
    print(f"{engine}: {characters} characters, {total} tokens cut and counted in {best:.2f} s; "
          f"{memory():.0f} MB")  # fmt: skip


def many(number: int, cutter: Segmenter) -> None:
    """Count resampled reports."""
    texts = Timed(resampled(number))
    start, began = time.process_time(), time.perf_counter()
    found = text_counts(texts, cutter, number, progress=True)
    busy = time.process_time() - start - texts.seconds
    print(
        f"{cutter.engine}: {found.texts} reports, {found.characters} characters, "
        f"{found.frequency.total()} tokens, {len(found.frequency)} types\n"
        f"{busy:.1f} s of processor time for counting ({found.characters / busy / 1e6:.2f} million "
        f"characters a second), {time.perf_counter() - began:.1f} s in all; {memory():.0f} MB"
    )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--reports", type=int, default=0, help="resampled reports to count")
    options.add_argument("--engine", default="", help="jieba or rjieba")
    chosen = options.parse_args()
    if chosen.reports:
        many(chosen.reports, segmenter(chosen.engine or "rjieba"))
    else:
        ours(chosen.engine or "jieba")
