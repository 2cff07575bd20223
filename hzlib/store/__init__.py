"""A corpus in a folder: built once, opened in a moment."""
