"""The commands of ``hz``, one module each with its ``app``; `hzlib.cli` knows where they are."""
