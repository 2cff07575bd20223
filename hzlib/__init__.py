"""Numbers, pictures and words from Chinese government reports, each traced to its sentence."""

from importlib import import_module
from typing import Any

# Name -> module: loaded on first use, so that `import hzlib` stays quick.
_NAMES = {
    "catalogue": "text.corpus",
    "documents": "text.corpus",
    "load": "text.corpus",
    "read": "text.corpus",
    "sections": "text.outline",
    "facts": "extraction.facts",
    "Value": "pages.evidence",
    "reading": "pages.evidence",
    "table": "pages.evidence",
    "show": "pages.evidence",
    "picture": "pages.evidence",
    "mark": "pages.evidence",
    "explore": "pages.lab",
    "facts_browser": "pages.lab",
    "reader": "pages.lab",
    "gather": "views.common",
    "pick": "views.picks",
    "say": "views.picks",
    "cut": "words.cutting",
    "tokens": "words.tokens",
    "frequency": "words.frequency",
    "n_grams": "words.sequences",
    "variety": "words.sequences",
    "kwic": "words.concordance",
    "keyness": "words.keyness",
    "collocations": "words.collocation",
    "network": "words.collocation",
    "word_trends": "words.word_trends",
    "topics": "words.topics",
    "themes": "words.topics",
    "value_of": "words.frequency",
    "topic_terms": "words.topics",
    "coverage": "words.topics",
    "new_words": "words.new_words",
    "dictionary_effect": "words.cutting",
}

__all__ = sorted(_NAMES)  # noqa: PLE0605
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'hzlib' has no attribute {name!r}")
    return getattr(import_module(f"hzlib.{_NAMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(_NAMES))
