"""Evidence, the look, and everything that becomes a page."""
