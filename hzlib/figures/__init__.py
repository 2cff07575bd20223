"""Figures and tables as frozen specifications, and how a notebook, a page and print show them."""

# With it, specifications show themselves at the end of a cell.
from hzlib.figures import display as display
