"""Numbers, pictures and words from Chinese government reports, each traced to its sentence."""

import lazy_loader

from hzlib import compiled

compiled.install()
# Names are loaded on first use, so that `import hzlib` stays quick; __init__.pyi says from where.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
__version__ = "0.1.0"
