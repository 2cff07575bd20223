"""Speed and memory of a corpus in a folder, from the files to the tables, and how both grow.

    python benchmarks/corpus.py FOLDER [--counts 100 1000 10000] [--jobs 1]

FOLDER holds reports of your own. Reports are made of them, whose sentences are dealt anew among
paragraphs of the same lengths under invented names of places, and removed at the end. The first
line says how fast one core reads them without keeping anything: what a corpus adds is the
difference.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hzlib.extraction.stated import reading
from hzlib.store import plan
from hzlib.store.choice import documents

SENTENCE = re.compile(r"[^。\n]+。?")
COMMAND = """
import resource, sys
from hzlib.cli import main
sys.argv[0] = "hz"
try:
    main()
finally:
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    print(spent, max(own.ru_maxrss, others.ru_maxrss) / 1024)
"""


def made(texts: list[str], count: int) -> Iterator[str]:
    """Yield reports with the sentences of others."""
    deal = random.Random(1)
    pool = [one for text in texts for one in SENTENCE.findall(text) if one.endswith("。")]
    pool = [one for one in pool if "我代表" not in one]  # which opens a report
    for number in range(count):
        place = "".join(deal.choices("云溪松石江林泉岭湖安平宁", k=3)) + deal.choice("市县区")
        year = deal.randrange(2005, 2026)
        lines = [f"{year}年{place}政府工作报告", f"——{year}年1月15日在{place}人民代表大会上"]
        for line in deal.choice(texts).split("\n")[1:]:
            whole = line.count("。")
            lines.append("".join(deal.choices(pool, k=whole)) if whole else line)
        yield "\n".join(lines) + f"\n{number}"


def built(folder: Path, corpus: Path, jobs: int) -> tuple[float, float, float]:
    """Build a corpus; return the seconds by the clock and of the cores, and the memory in MB."""
    command = [sys.executable, "-P", "-c", COMMAND, "corpus", "build", str(folder), "-o",
               str(corpus), "--jobs", str(jobs)]  # fmt: skip
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    spent, memory = map(float, done.stdout.splitlines()[-1].split())
    return time.perf_counter() - start, spent, memory


def read_alone(folder: Path) -> float:
    """Return how many million characters a second one core reads without keeping anything."""
    files = plan.found(str(folder))
    size, start = 0, 0.0
    for number, file in enumerate(files):
        if number == len(files) // 4:  # by then what is compiled once is compiled
            size, start = 0, time.process_time()
        for document in plan.reports(plan.content(str(folder), file), file):
            reading(document)
            size += len(document.raw)
    return size / 1e6 / (time.process_time() - start)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1000, 10000])
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    texts = [one.raw for one in documents(sorted(asked.folder.glob("*.txt")))]
    print("reports  M characters  seconds  M characters/s a core  MB memory  MB corpus  s again")
    for count in asked.counts:
        with tempfile.TemporaryDirectory() as place:
            folder, corpus = Path(place, "reports"), Path(place, "corpus")
            folder.mkdir()
            size = 0
            for number, text in enumerate(made(texts, count)):
                (folder / f"r{number:05}.txt").write_text(text, encoding="utf-8")
                size += len(text)
            if count == asked.counts[0]:
                print(f"reading alone: {read_alone(folder):.2f} M characters/s a core")
            seconds, spent, memory = built(folder, corpus, asked.jobs)
            again, _, _ = built(folder, corpus, asked.jobs)
            kept = sum(file.stat().st_size for file in corpus.rglob("*.parquet")) / 1e6
            print(
                f"{count:7} {size / 1e6:13.1f} {seconds:8.1f} {size / 1e6 / spent:22.2f} "
                f"{memory:10.0f} {kept:10.1f} {again:8.1f}",
                flush=True,
            )


if __name__ == "__main__":
    os.environ.setdefault("HZLIB_LANG", "en")
    main()
