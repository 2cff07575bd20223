"""From text to facts: quantities, names, what binds them, years and status."""
