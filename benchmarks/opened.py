"""How soon a corpus in a folder answers, and how much of it is read for that.

    python benchmarks/opened.py CORPUS

CORPUS is what `hz corpus build` made. Each line is a question, in seconds: first of a process that
has just begun (all that is imported counts), then of one that knows the corpus.
"""

import argparse
import resource
import time
from collections.abc import Callable

BEGUN = time.perf_counter()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    path = parser.parse_args().corpus
    import hzlib as hz
    from hzlib.store.opened import kept_in
    from hzlib.store.quality import findings

    def asked(name: str, question: Callable[[], object]) -> None:
        start = time.perf_counter()
        found = question()
        print(f"{name:<60}{time.perf_counter() - start:8.2f} s   {found}")

    corpus = hz.corpus(path)
    print(f"{'opened, with all imports':<60}{time.perf_counter() - BEGUN:8.2f} s")
    kept_in.cache_clear()
    asked("opened", lambda: len(hz.corpus(path).documents))
    place = corpus.places[0]
    gdp = {"indicator": "gdp", "measure": "growth"}
    asked('facts(indicator="gdp", measure="growth")', lambda: len(corpus.facts(**gdp)))
    asked("facts of a place", lambda: len(corpus.facts(place=place)))
    asked(
        'hz.quantities(corpus, subject="未来社区")',
        lambda: len(hz.quantities(corpus, subject="未来社区")),
    )
    asked("one figure picked", lambda: corpus.pick("GDP", "growth", place=place))
    stating = dict.fromkeys(one for one in corpus.facts(**gdp)["region"] if one)
    several = list(stating)[:300]
    asked("300 places compared", lambda: len(corpus.compare("GDP", "growth", several)))
    asked("the text of a document", lambda: len(corpus.documents[0].raw))
    asked("all findings of quality", lambda: len(findings(corpus.documents)))
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
