"""Numbers, pictures and words from Chinese government reports, each traced to its sentence."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

# Name -> module: loaded on first use, so that `import hzlib` stays quick.
_NAMES = {
    "catalogue": "corpus",
    "documents": "corpus",
    "load": "corpus",
    "read": "corpus",
    "sections": "outline",
    "facts": "facts",
    "Value": "evidence",
    "reading": "evidence",
    "table": "evidence",
    "show": "evidence",
    "picture": "evidence",
    "gather": "views",
    "pick": "picks",
    "say": "picks",
    "cut": "cutting",
    "tokens": "tokens",
    "frequency": "words",
    "n_grams": "sequences",
    "variety": "sequences",
    "kwic": "concordance",
    "keyness": "keyness",
    "collocations": "collocation",
    "network": "collocation",
    "word_trends": "word_trends",
    "topics": "topics",
    "themes": "topics",
    "value_of": "words",
    "topic_terms": "topics",
    "coverage": "topics",
    "new_words": "new_words",
    "dictionary_effect": "cutting",
}

__all__ = sorted(_NAMES)  # noqa: PLE0605
__version__ = "0.1.0"


class _Package(ModuleType):
    # A submodule such as hzlib.facts must not take the place of the function of that name.
    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _NAMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'hzlib' has no attribute {name!r}")
    return getattr(import_module(f"hzlib.{_NAMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(_NAMES))
