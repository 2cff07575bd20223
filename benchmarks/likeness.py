"""How alike texts are that were changed a little, and texts of two reports.

    python benchmarks/likeness.py FOLDER

FOLDER holds reports. Told are the least and the greatest share of pieces in common of each kind of
pair, as it is and as signatures give it, and how many pairs are taken for nearly the same.
"""

import argparse
import itertools
import random
import re
from collections.abc import Callable, Iterable

from hzlib.store.choice import documents
from hzlib.store.likeness import ALIKE, SHINGLE, alike, signature

DEAL = random.Random(1)
LONG = 3000


def pieces(text: str) -> set[str]:
    signs = re.sub(r"[\W_]+", "", text)
    return {signs[at : at + SHINGLE] for at in range(len(signs) - SHINGLE + 1)}


def exchanged(share: float) -> Callable[[str], str]:
    return lambda text: "".join(
        DEAL.choice("的了和在发展") if DEAL.random() < share else one for one in text
    )


def without(share: float) -> Callable[[str], str]:
    return lambda text: "\n".join(one for one in text.split("\n") if DEAL.random() > share)


def other_numbers(text: str) -> str:
    return re.sub(r"\d+", lambda number: str(round(int(number[0]) * DEAL.uniform(0.8, 1.2))), text)


CHANGED: dict[str, Callable[[str], str]] = {
    "1 sign of 100 is another": exchanged(0.01),
    "2 signs of 100 are others": exchanged(0.02),
    "5 signs of 100 are others": exchanged(0.05),
    "1 paragraph of 10 is missing": without(0.1),
    "2 paragraphs of 10 are missing": without(0.2),
    "the second half is missing": lambda text: text[: len(text) // 2],
    "all numbers are others": other_numbers,
}


def told(name: str, pairs: Iterable[tuple[str, str]]) -> None:
    exact, found, counted = [], [], 0
    for one, other in pairs:
        left, right = pieces(one), pieces(other)
        exact.append(len(left & right) / len(left | right))
        signs = signature(one), signature(other)
        found.append(sum(a == b for a, b in zip(*signs, strict=True)) / len(signs[0]))
        counted += bool(alike(signs))
    print(f"{name:<34}{min(exact):6.2f}–{max(exact):.2f}{min(found):8.2f}–{max(found):.2f}"
          f"{counted:8} of {len(exact)}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    texts = {one.id: one.text for one in documents(parser.parse_args().folder)}
    long = {id: text for id, text in texts.items() if len(text) >= LONG}
    print(f"{'pairs':<34}{'in common':>11}{'by signature':>13}{f'≥ {ALIKE}':>12}")
    for name, change in CHANGED.items():
        told(name, ((text, change(text)) for text in long.values()))
    same = {frozenset((a, b)) for a, b in itertools.combinations(long, 2)
            if len(pieces(long[a]) & pieces(long[b])) * 2 > len(pieces(long[a]))}  # fmt: skip
    apart = [(long[a], long[b]) for a, b in itertools.combinations(long, 2)
             if frozenset((a, b)) not in same]  # fmt: skip
    told("two reports", apart)
    print(f"{len(same)} pairs are the same text in two files")


if __name__ == "__main__":
    main()
