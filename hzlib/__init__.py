"""Numbers, pictures and words from Chinese government reports, each traced to its sentence."""

from importlib import import_module
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
}

__all__ = sorted(_NAMES)  # noqa: PLE0605
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'hzlib' has no attribute {name!r}")
    return getattr(import_module(f"hzlib.{_NAMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(_NAMES))
