"""Read made texts that try to break the reading, and say what broke and how fast it was.

    python benchmarks/fuzz.py [--count 1000000] [--seed 1] [--jobs 2] [--first 0]

Each input has a number and is the same in every run; what breaks is shown with its number and the
least text that still breaks it, which becomes a test when it is mended. Exit code 1 if anything
broke. Then how fast the densest texts are read: names, numbers and units without a rest.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from hzlib.extraction.account import account
from hzlib.extraction.facts import extract
from hzlib.text.corpus import documents

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from fuzzing import faults, least, made

STEP = 500  # inputs that a process reads at once
SIZE = 50_000
DENSE = {
    "names, numbers, units": "生产总值5亿元固定资产投资6%常住人口7万人进出口8亿元",
    "the same with commas": "地区生产总值5亿元，增长6.1%，固定资产投资7.2亿元，城镇化率60%，",
    "分别": "生产总值、固定资产投资和进出口分别为5亿元、6亿元和7亿元，分别增长5%、6%和7%，",
    "counts": "新增5家，建成6个，完成7项，达到8亿元，",
    "bare numbers": "5 6 7 8 9 ",
    "numerals": "三千五百亿元两万一千家五成六百分之七",
    "names alone": "地区生产总值固定资产投资进出口总额常住人口",
    "long rows of tabs": "\t".join(["地区生产总值", "5", "6亿元", "7%"] * 40) + "\n",
    "a table of tabs": "指标\t2023年\t2024年\t增长（%）\n"
    + "地区生产总值（亿元）\t5.1\t6.1\t8.1\n" * 20,
    "commas": "，，，，，5，",
}


class Share(NamedTuple):
    """What reading some inputs gave: how many characters, in how many seconds, what broke."""

    size: int
    seconds: float
    broke: list[tuple[int, list[str]]]


def share(task: tuple[int, range]) -> Share:
    """Read some inputs."""
    seed, numbers = task
    size, spent, broke = 0, 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            one = made(seed, number)
            size += one.size
            start = time.process_time()
            said = faults(one, Path(folder))
            spent += time.process_time() - start
            if said:
                broke.append((number, said))
    return Share(size, spent, broke)


def shares(seed: int, numbers: range, jobs: int) -> Iterator[Share]:
    """Yield what the inputs gave, read in processes."""
    tasks = [(seed, numbers[at : at + STEP]) for at in range(0, len(numbers), STEP)]
    if jobs == 1:
        yield from map(share, tasks)
        return
    with Pool(jobs) as pool:
        yield from pool.imap_unordered(share, tasks)


def rates() -> Iterator[tuple[str, float, float]]:
    """Yield how fast dense texts are read: facts, and what became of each number."""
    like = documents()[1]
    account(like)  # warm: patterns are made once, and are not what is measured
    for name, text in DENSE.items():
        found = []
        for read in (extract, account):
            raw = "江州市2024年政府工作报告\n" + (text * (SIZE // len(text) + 1))[:SIZE]
            document = replace(like, id="dense", raw=raw, corrections=())
            start = time.process_time()
            read(document)
            found.append(SIZE / (time.process_time() - start) / 1e6)
        yield name, *found


def main() -> None:
    """Read, and print what broke and how fast it was."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1_000_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.count)
    done = size = broken = 0
    spent, shown = 0.0, time.monotonic()
    for found in shares(given.seed, numbers, given.jobs):
        done, size, spent = done + STEP, size + found.size, spent + found.seconds
        for number, said in found.broke:
            broken += 1
            with tempfile.TemporaryDirectory() as folder:
                short = least(made(given.seed, number), Path(folder))
            print(f"{number}: {'; '.join(said)}\n  {short}", flush=True)
        if time.monotonic() - shown > 60 or done >= given.count:
            shown = time.monotonic()
            done = min(done, given.count)
            rate = (
                f"{size:,} characters in {spent:,.0f} s of one core, {size / spent / 1e6:.2f} M/s"
            )
            print(f"{done:,} inputs, {rate}; {broken} broke", flush=True)
    print(f"\n{'M characters/s of dense texts':<34}{'facts':>8}{'--unbound':>11}")
    for name, facts, every in rates():
        print(f"{name:<34}{facts:>8.2f}{every:>11.2f}", flush=True)
    sys.exit(broken > 0)


if __name__ == "__main__":
    main()
